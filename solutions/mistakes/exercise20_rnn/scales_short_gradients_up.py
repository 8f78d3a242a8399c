# mistake: `clip_grad_norm` lengthens gradients that are shorter than `max_norm`; it should only ever shorten.
# hint: What should happen to a gradient of norm 0.1 when max_norm is 1? Ask how large the factor may become.
# loses: example_clip_grad_norm clip_grad_norm
def clip_grad_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads))
    factor = max_norm / (norm + 1e-6)
    for grad in grads:
        grad[...] *= factor
    return norm
