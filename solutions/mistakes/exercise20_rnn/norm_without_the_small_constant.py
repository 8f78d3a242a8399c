# mistake: `clip_grad_norm` divides by the norm alone; the statement adds 10⁻⁶ to it.
# hint: What would your factor be for gradients of zeros? Compare the digits of the worked example's factor with
#     yours.
# loses: clip_grad_norm
# convention: TensorFlow's `clip_by_global_norm`, which adds nothing to the norm
def clip_grad_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads))
    if norm > max_norm:
        for grad in grads:
            grad[...] *= max_norm / norm
    return norm
