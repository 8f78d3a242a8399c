# mistake: `clip_grad_norm` scales each array by its own norm; one factor from the common norm should scale them all.
# hint: Clip (2, -1) and (2,) to norm 1.5: is the first entry still as large as the last? Think of one long vector.
# loses: example_clip_grad_norm clip_grad_norm
# convention: Keras's `clipnorm`, which clips the gradient of each variable by itself
def clip_grad_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads))
    for grad in grads:
        grad[...] *= np.minimum(1.0, max_norm / (np.sqrt(np.sum(grad**2)) + 1e-6))
    return norm
