# mistake: log_softmax subtracts the maximum of the whole array and not of each slice, so slices far below give log 0.
# loses: slices_at_different_levels
def log_softmax(x: Array, dim: int = -1) -> Array:
    shifted = x - np.max(x)
    return shifted - np.log(np.sum(np.exp(shifted), axis=dim, keepdims=True))
