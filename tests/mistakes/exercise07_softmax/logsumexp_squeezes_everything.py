# mistake: logsumexp drops every dimension of length 1, and not only dim.
# loses: logsumexp
def logsumexp(x: Array, dim: int = -1) -> Array:
    largest = np.max(x, axis=dim, keepdims=True)
    return np.squeeze(largest + np.log(np.sum(np.exp(x - largest), axis=dim, keepdims=True)))
