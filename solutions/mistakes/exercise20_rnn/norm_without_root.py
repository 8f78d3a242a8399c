# mistake: `clip_grad_norm` takes the sum of the squares for the norm; it lacks the root.
# hint: How long is the vector (2, -1, 2)? Compare it with what you return for the worked example.
# loses: example_clip_grad_norm clip_grad_norm
def clip_grad_norm(grads, max_norm):
    norm = sum(np.sum(grad**2) for grad in grads)
    factor = np.minimum(1.0, max_norm / (norm + 1e-6))
    for grad in grads:
        grad[...] *= factor
    return norm
