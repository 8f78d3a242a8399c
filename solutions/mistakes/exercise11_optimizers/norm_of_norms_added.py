# mistake: `clip_grad_norm` adds up the norms of the gradients; the common norm is the root of the sum of all squares.
# hint: Write (3, 0) and (4,) as one long vector. Is its length 5 or 7?
# loses: functions_example clip_grad_norm
def clip_grad_norm(grads, max_norm):
    present = [grad for grad in grads if grad is not None]
    norm = sum(np.sqrt(np.sum(grad**2)) for grad in present)
    for grad in present:
        grad *= np.minimum(1.0, max_norm / (norm + 1e-6))
    return norm
