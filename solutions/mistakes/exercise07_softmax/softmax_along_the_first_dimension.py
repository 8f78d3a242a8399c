# mistake: `softmax` always works along the first dimension, whatever `dim` says.
# hint: For shape (2, 3), sum your result along each of the two axes. Which of the sums should be 1 for dim = 0, and
#     which for dim = 1?
# loses: softmax default_dim
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(x - np.max(x, axis=0, keepdims=True))
    return exponentials / np.sum(exponentials, axis=0, keepdims=True)
