# mistake: You scale gradients up to max_norm when they are shorter; clipping only ever shortens.
# loses: clip_grad_norm
def clip_grad_norm(grads, max_norm):
    present = [grad for grad in grads if grad is not None]
    norm = np.sqrt(sum(np.sum(grad**2) for grad in present))
    for grad in present:
        grad *= max_norm / (norm + 1e-6)
    return norm
