# mistake: log_softmax takes the logarithm to base 2 instead of the natural one.
# loses: example_log_softmax log_softmax
def log_softmax(x: Array, dim: int = -1) -> Array:
    return np.log2(softmax(x, dim))
