# mistake: `clip_grad_norm` limits each entry by itself; it should scale all of them by one factor.
# hint: Clip (3, 0) and (4,) to norm 1: what is the norm of all entries together afterwards? Does the gradient still
#     point where it did?
# loses: functions_example clip_grad_norm
def clip_grad_norm(grads, max_norm):
    present = [grad for grad in grads if grad is not None]
    norm = np.sqrt(sum(np.sum(grad**2) for grad in present))
    clip_grad_value(present, max_norm)
    return norm
