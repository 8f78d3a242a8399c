# mistake: `softmax` works along dimension 1 where no `dim` is given; the default is the last dimension.
# hint: Call it on shape (2, 3, 4) without `dim`: along which axis should the sums be 1? With two dimensions the
#     difference cannot be seen.
# loses: default_dim
# convention: Caffe, whose softmax layer works along axis 1 by default
def softmax(x: Array, dim: int = 1) -> Array:
    exponentials = np.exp(x - np.max(x, axis=dim, keepdims=True))
    return exponentials / np.sum(exponentials, axis=dim, keepdims=True)
