# mistake: `clip_grad_norm` scales copies; the caller's gradients stay as they were.
# hint: Keep a name for one gradient, clip, and print it. Which kinds of assignment write into an array?
# loses: example_clip_grad_norm clip_grad_norm
def clip_grad_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads))
    factor = np.minimum(1.0, max_norm / (norm + 1e-6))
    for grad in grads:
        grad = grad * factor
    return norm
