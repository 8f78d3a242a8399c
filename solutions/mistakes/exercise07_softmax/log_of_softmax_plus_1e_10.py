# mistake: `log_softmax` keeps the probability at 1e-10 or more before it takes the logarithm, so nothing is ever
#     below -23.0.
# hint: Compare the logits (0, 30) with (0, 60): should the first log-probability change? Find the line of yours that
#     makes both alike.
# loses: unlikely_classes
def log_softmax(x: Array, dim: int = -1) -> Array:
    return np.log(softmax(x, dim) + 1e-10)
