# mistake: `clip_grad_norm` adds up the norms of the arrays; the common norm is the root of the sum of all squares.
# hint: Write (2, -1) and (2,) as one long vector. Is its length 3, or √5 + 2?
# loses: example_clip_grad_norm clip_grad_norm
def clip_grad_norm(grads, max_norm):
    norm = sum(np.sqrt(np.sum(grad**2)) for grad in grads)
    factor = np.minimum(1.0, max_norm / (norm + 1e-6))
    for grad in grads:
        grad[...] *= factor
    return norm
