# mistake: `log_softmax` keeps the probability at 1e-7 or more before it takes the logarithm, so nothing is ever below
#     -16.1.
# hint: For the logits 0 and 60 the first log-probability should be -60. Where does yours stop, and which line of it
#     needs that floor?
# loses: unlikely_classes
def log_softmax(x: Array, dim: int = -1) -> Array:
    return np.log(softmax(x, dim) + 1e-7)
