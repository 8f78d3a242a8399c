# mistake: `clip_grad_norm` returns the norm after clipping; it should return the one before.
# hint: What should come back for (2, -1) and (2,) with max_norm = 1.5? Whoever watches the training wants to know how
#     wild the gradient was.
# loses: example_clip_grad_norm clip_grad_norm
def clip_grad_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads))
    factor = np.minimum(1.0, max_norm / (norm + 1e-6))
    for grad in grads:
        grad[...] *= factor
    return np.sqrt(sum(np.sum(grad**2) for grad in grads))
