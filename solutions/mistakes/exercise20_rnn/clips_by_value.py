# mistake: `clip_grad_norm` limits each entry by itself; it should scale all of them by one factor.
# hint: What is the norm of all entries together after your clipping? Does the gradient still point where it did?
# loses: example_clip_grad_norm clip_grad_norm
def clip_grad_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads))
    for grad in grads:
        np.clip(grad, -max_norm, max_norm, out=grad)
    return norm
