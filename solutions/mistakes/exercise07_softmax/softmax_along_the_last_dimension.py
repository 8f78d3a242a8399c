# mistake: `softmax` always works along the last dimension, whatever `dim` says.
# hint: Call it on one array of shape (2, 3) with dim = 0 and with dim = 1: which line of yours learns the difference?
#     Check which columns or rows sum to 1.
# loses: softmax arguments
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return exponentials / np.sum(exponentials, axis=-1, keepdims=True)
