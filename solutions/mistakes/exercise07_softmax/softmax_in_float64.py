# mistake: `softmax` returns float64 for float32 logits; the dtype should stay as it is.
# hint: Which dtype has an array that you make without naming one? Follow float32 logits through your function, line
#     by line.
# loses: float32
def softmax(x: Array, dim: int = -1) -> Array:
    result = np.zeros(x.shape)
    result[...] = np.exp(x - np.max(x, axis=dim, keepdims=True))
    return result / np.sum(result, axis=dim, keepdims=True)
