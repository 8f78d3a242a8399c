# mistake: softmax always works along the first dimension, whatever dim says.
# loses: softmax default_dim
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(x - np.max(x, axis=0, keepdims=True))
    return exponentials / np.sum(exponentials, axis=0, keepdims=True)
