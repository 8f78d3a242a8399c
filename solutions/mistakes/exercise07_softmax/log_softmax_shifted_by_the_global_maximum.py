# mistake: `log_softmax` subtracts the maximum of the whole array, so slices far below it give log 0; each slice has
#     its own maximum.
# hint: Take two rows, one near 0 and one near 900. What is left of the exponentials of the lower row after your
#     shift?
# loses: slices_at_different_levels
def log_softmax(x: Array, dim: int = -1) -> Array:
    shifted = x - np.max(x)
    return shifted - np.log(np.sum(np.exp(shifted), axis=dim, keepdims=True))
