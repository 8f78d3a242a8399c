# mistake: `softmax` subtracts the maximum of the whole array, so slices far below it become 0/0; each slice has its
#     own maximum.
# hint: Put a row near 0 and a row near 900 into one array. What is the largest exponential of the lower row after
#     your shift, and by what is it divided?
# loses: slices_at_different_levels
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(x - np.max(x))
    return exponentials / np.sum(exponentials, axis=dim, keepdims=True)
