# mistake: logsumexp subtracts the maximum of the whole array and not of each slice, so slices far below give log 0.
# loses: slices_at_different_levels
def logsumexp(x: Array, dim: int = -1) -> Array:
    largest = np.max(x)
    return largest + np.log(np.sum(np.exp(x - largest), axis=dim))
