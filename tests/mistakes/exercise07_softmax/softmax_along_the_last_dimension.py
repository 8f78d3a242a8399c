# mistake: softmax always works along the last dimension, whatever dim says.
# loses: softmax arguments
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return exponentials / np.sum(exponentials, axis=-1, keepdims=True)
