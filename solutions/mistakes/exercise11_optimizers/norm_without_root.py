# mistake: `clip_grad_norm` takes the sum of the squares for the norm; it lacks the root.
# hint: How long is the vector (3, 0, 4)? Compare it with what you return for the worked example.
# loses: functions_example clip_grad_norm
def clip_grad_norm(grads, max_norm):
    present = [grad for grad in grads if grad is not None]
    norm = sum(np.sum(grad**2) for grad in present)
    for grad in present:
        grad *= np.minimum(1.0, max_norm / (norm + 1e-6))
    return norm
