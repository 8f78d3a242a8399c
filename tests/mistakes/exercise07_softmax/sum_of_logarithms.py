# mistake: logsumexp takes the sum of the logarithms of the exponentials, which is the sum of the logits.
# loses: example_logsumexp logsumexp
def logsumexp(x: Array, dim: int = -1) -> Array:
    return np.sum(np.log(np.exp(x)), axis=dim)
