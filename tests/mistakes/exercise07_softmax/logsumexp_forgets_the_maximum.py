# mistake: logsumexp does not add back the maximum that it subtracted.
# loses: example_logsumexp logsumexp
def logsumexp(x: Array, dim: int = -1) -> Array:
    return np.log(np.sum(np.exp(x - np.max(x, axis=dim, keepdims=True)), axis=dim))
