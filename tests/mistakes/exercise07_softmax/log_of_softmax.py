# mistake: log_softmax is the logarithm of softmax, so it is -inf wherever the probability is too small for a float.
# loses: unlikely_classes
def log_softmax(x: Array, dim: int = -1) -> Array:
    return np.log(softmax(x, dim))
