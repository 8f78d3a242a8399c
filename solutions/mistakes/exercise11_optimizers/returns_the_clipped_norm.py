# mistake: `clip_grad_norm` returns the norm after clipping; it should return the one before.
# hint: What should be returned for (3, 0) and (4,) with max_norm = 1? Whoever watches the training wants to know how
#     wild the gradient was.
# loses: functions_example clip_grad_norm
reference_clip = clip_grad_norm


def clip_grad_norm(grads, max_norm):
    return np.minimum(reference_clip(grads, max_norm), max_norm).astype(next(g for g in grads if g is not None).dtype)
