# mistake: softmax works along dimension 1 where no dim is given; the default is the last one.
# loses: default_dim
def softmax(x: Array, dim: int = 1) -> Array:
    exponentials = np.exp(x - np.max(x, axis=dim, keepdims=True))
    return exponentials / np.sum(exponentials, axis=dim, keepdims=True)
