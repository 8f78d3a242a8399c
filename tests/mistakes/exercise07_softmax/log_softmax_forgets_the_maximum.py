# mistake: log_softmax subtracts the logarithm of the shifted sum from the logits that were not shifted.
# loses: log_softmax
def log_softmax(x: Array, dim: int = -1) -> Array:
    return x - np.log(np.sum(np.exp(x - np.max(x, axis=dim, keepdims=True)), axis=dim, keepdims=True))
