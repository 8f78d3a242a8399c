# mistake: `softmax` works along the first dimension where no `dim` is given; the default is the last one.
# hint: A classifier has logits of shape (N, C) and names no `dim`. Which of the two axes holds the classes of one
#     sample?
# loses: default_dim
def softmax(x: Array, dim: int = 0) -> Array:
    exponentials = np.exp(x - np.max(x, axis=dim, keepdims=True))
    return exponentials / np.sum(exponentials, axis=dim, keepdims=True)
