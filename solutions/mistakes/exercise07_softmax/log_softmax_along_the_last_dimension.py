# mistake: `log_softmax` always works along the last dimension, whatever `dim` says.
# hint: Take the exponentials of your result for shape (2, 3) and dim = 0, and sum them along both axes. Which of the
#     sums are 1, and which should be?
# loses: log_softmax arguments
def log_softmax(x: Array, dim: int = -1) -> Array:
    shifted = x - np.max(x, axis=-1, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True))
