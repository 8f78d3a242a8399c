# mistake: `logsumexp` subtracts the maximum of the whole array, so slices far below it give log 0; each slice has its
#     own maximum.
# hint: A row near -900 and a row near 900 stand in one array. How far are the exponents of the lower row shifted, and
#     what do they add up to?
# loses: slices_at_different_levels
def logsumexp(x: Array, dim: int = -1) -> Array:
    largest = np.max(x)
    return largest + np.log(np.sum(np.exp(x - largest), axis=dim))
