# mistake: `log_softmax` returns minus the log-probabilities, as the negative log-likelihood uses them later.
# hint: Which sign has the logarithm of a number between 0 and 1? Who turns that sign, this function or the loss that
#     comes after it?
# loses: example_log_softmax log_softmax
def log_softmax(x: Array, dim: int = -1) -> Array:
    shifted = x - np.max(x, axis=dim, keepdims=True)
    return np.log(np.sum(np.exp(shifted), axis=dim, keepdims=True)) - shifted
