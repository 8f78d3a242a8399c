# mistake: `logsumexp` does not add back the maximum that it subtracted.
# hint: Add 100 to every logit: by how much should the result grow, and by how much does yours?
# loses: example_logsumexp logsumexp
def logsumexp(x: Array, dim: int = -1) -> Array:
    return np.log(np.sum(np.exp(x - np.max(x, axis=dim, keepdims=True)), axis=dim))
