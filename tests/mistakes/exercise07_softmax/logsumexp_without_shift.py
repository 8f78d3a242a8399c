# mistake: logsumexp exponentiates the logits as they are, so logits beyond 709 overflow.
# loses: large_logits slices_at_different_levels
def logsumexp(x: Array, dim: int = -1) -> Array:
    return np.log(np.sum(np.exp(x), axis=dim))
