# mistake: log_softmax subtracts the logarithm of a sum of exponentials that overflow.
# loses: large_logits slices_at_different_levels
def log_softmax(x: Array, dim: int = -1) -> Array:
    return x - np.log(np.sum(np.exp(x), axis=dim, keepdims=True))
