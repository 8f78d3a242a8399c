# mistake: Your clipping makes new arrays; the caller's gradients stay as they were.
# loses: functions_example clip_grad_norm clip_grad_value
reference_clip_norm = clip_grad_norm


def clip_grad_norm(grads, max_norm):
    return reference_clip_norm([None if g is None else g.copy() for g in grads], max_norm)


def clip_grad_value(grads, clip_value):
    return [None if g is None else np.clip(g, -clip_value, clip_value) for g in grads]
