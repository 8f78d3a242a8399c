# mistake: `log_softmax` is the logarithm of `softmax`, so it is -inf wherever the probability is too small for a
#     float.
# hint: What is e^-800 in float64, and what is its logarithm? The right column of the statement never takes the
#     logarithm of so small a number.
# loses: unlikely_classes
def log_softmax(x: Array, dim: int = -1) -> Array:
    return np.log(softmax(x, dim))
