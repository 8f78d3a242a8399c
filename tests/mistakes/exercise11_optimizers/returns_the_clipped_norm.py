# mistake: You return the norm after clipping; the norm before is asked for.
# loses: functions_example clip_grad_norm
reference_clip = clip_grad_norm


def clip_grad_norm(grads, max_norm):
    return np.minimum(reference_clip(grads, max_norm), max_norm).astype(next(g for g in grads if g is not None).dtype)
