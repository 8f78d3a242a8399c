# mistake: `log_softmax` keeps the probability at 1e-12 or more before it takes the logarithm, so nothing is ever
#     below -27.6.
# hint: Try the logits 0 and 100: which log-probability do you expect for the first? The small constant was meant
#     against a zero that the statement's right column never meets.
# loses: unlikely_classes
def log_softmax(x: Array, dim: int = -1) -> Array:
    return np.log(softmax(x, dim) + 1e-12)
