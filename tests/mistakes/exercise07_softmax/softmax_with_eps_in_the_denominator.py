# mistake: softmax adds 1e-5 to the sum, which is at least 1 anyway, so that no slice sums to 1.
# loses: example_softmax softmax
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(x - np.max(x, axis=dim, keepdims=True))
    return exponentials / (np.sum(exponentials, axis=dim, keepdims=True) + 1e-5)
