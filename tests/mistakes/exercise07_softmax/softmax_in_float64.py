# mistake: softmax collects its result in an array of zeros, which is float64 whatever the dtype of the logits.
# loses: float32
def softmax(x: Array, dim: int = -1) -> Array:
    result = np.zeros(x.shape)
    result[...] = np.exp(x - np.max(x, axis=dim, keepdims=True))
    return result / np.sum(result, axis=dim, keepdims=True)
