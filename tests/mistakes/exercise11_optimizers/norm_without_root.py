# mistake: Your norm is the sum of squares; its root is missing.
# loses: functions_example clip_grad_norm
def clip_grad_norm(grads, max_norm):
    present = [grad for grad in grads if grad is not None]
    norm = sum(np.sum(grad**2) for grad in present)
    for grad in present:
        grad *= np.minimum(1.0, max_norm / (norm + 1e-6))
    return norm
