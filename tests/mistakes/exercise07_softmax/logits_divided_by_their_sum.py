# mistake: The logits themselves are divided by their sum, without the exponential.
# loses: example_softmax softmax
def softmax(x: Array, dim: int = -1) -> Array:
    return x / np.sum(x, axis=dim, keepdims=True)
