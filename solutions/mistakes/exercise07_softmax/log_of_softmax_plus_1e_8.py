# mistake: `log_softmax` keeps the probability at 1e-8 or more before it takes the logarithm, so nothing is ever below
#     -18.4.
# hint: How negative may a log-probability become, and how negative can yours? A logarithm that never meets a zero
#     needs no floor.
# loses: unlikely_classes
def log_softmax(x: Array, dim: int = -1) -> Array:
    return np.log(softmax(x, dim) + 1e-8)
