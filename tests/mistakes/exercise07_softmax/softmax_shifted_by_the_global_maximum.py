# mistake: softmax subtracts the maximum of the whole array and not of each slice, so slices far below it become 0/0.
# loses: slices_at_different_levels
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(x - np.max(x))
    return exponentials / np.sum(exponentials, axis=dim, keepdims=True)
