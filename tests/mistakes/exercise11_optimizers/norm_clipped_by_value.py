# mistake: Your clip_grad_norm limits each entry; it should scale all of them by one factor.
# loses: functions_example clip_grad_norm
def clip_grad_norm(grads, max_norm):
    present = [grad for grad in grads if grad is not None]
    norm = np.sqrt(sum(np.sum(grad**2) for grad in present))
    clip_grad_value(present, max_norm)
    return norm
