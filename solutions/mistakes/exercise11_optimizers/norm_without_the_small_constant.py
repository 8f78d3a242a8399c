# mistake: `clip_grad_norm` divides by the norm alone; the statement adds 10⁻⁶ to it.
# hint: What would your factor be for gradients of zeros? Compare the digits of the worked example's factor with those
#     of yours.
# loses: functions_example clip_grad_norm
# convention: TensorFlow's `clip_by_global_norm`, which adds nothing to the norm
def clip_grad_norm(grads, max_norm):
    present = [grad for grad in grads if grad is not None]
    norm = np.sqrt(sum(np.sum(grad**2) for grad in present))
    if norm > max_norm:
        for grad in present:
            grad *= max_norm / norm
    return norm
