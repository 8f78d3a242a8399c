# mistake: `clip_grad_norm` scales each gradient by its own norm; one factor from the common norm should scale them
#     all.
# hint: Clip (3, 0) and (4,) to norm 1: are they still in the ratio of 3 to 4? Think of them as one long vector whose
#     direction should stay.
# loses: functions_example clip_grad_norm
# convention: Keras's `clipnorm`, which clips the gradient of each variable by itself
def clip_grad_norm(grads, max_norm):
    present = [grad for grad in grads if grad is not None]
    norm = np.sqrt(sum(np.sum(grad**2) for grad in present))
    for grad in present:
        grad *= np.minimum(1.0, max_norm / (np.sqrt(np.sum(grad**2)) + 1e-6))
    return norm
