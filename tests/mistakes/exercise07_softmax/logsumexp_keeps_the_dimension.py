# mistake: logsumexp keeps dim with length 1 instead of dropping it.
# loses: example_logsumexp logsumexp
def logsumexp(x: Array, dim: int = -1) -> Array:
    largest = np.max(x, axis=dim, keepdims=True)
    return largest + np.log(np.sum(np.exp(x - largest), axis=dim, keepdims=True))
