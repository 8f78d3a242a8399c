# mistake: `clip_grad_norm` scales copies; the caller's gradients stay as they were.
# hint: Keep a name for one gradient, clip, and print it. Which kinds of assignment write into an array, and which
#     only give a name to a new one?
# loses: functions_example clip_grad_norm
reference_clip_norm = clip_grad_norm


def clip_grad_norm(grads, max_norm):
    return reference_clip_norm([None if g is None else g.copy() for g in grads], max_norm)
