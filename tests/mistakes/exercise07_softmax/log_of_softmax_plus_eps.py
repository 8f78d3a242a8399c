# mistake: log_softmax is the logarithm of softmax plus 1e-7, so no log-probability is ever below -16.1.
# loses: unlikely_classes
def log_softmax(x: Array, dim: int = -1) -> Array:
    return np.log(softmax(x, dim) + 1e-7)
