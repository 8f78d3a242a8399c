# mistake: You clip each gradient by its own norm; one norm of all of them gives one factor, and keeps the direction.
# loses: functions_example clip_grad_norm
def clip_grad_norm(grads, max_norm):
    present = [grad for grad in grads if grad is not None]
    norm = np.sqrt(sum(np.sum(grad**2) for grad in present))
    for grad in present:
        grad *= np.minimum(1.0, max_norm / (np.sqrt(np.sum(grad**2)) + 1e-6))
    return norm
