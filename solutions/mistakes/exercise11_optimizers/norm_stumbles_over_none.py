# mistake: `clip_grad_norm` computes with entries of `grads` that are None and raises an error; they count for
#     nothing.
# hint: What is the square of None? Decide which gradients take part before you compute anything.
# loses: clip_grad_norm
def clip_grad_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads))
    for grad in grads:
        grad *= np.minimum(1.0, max_norm / (norm + 1e-6))
    return norm
