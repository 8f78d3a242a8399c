# mistake: softmax clips the logits to ±500 against overflow, so that all larger logits become equal.
# loses: large_logits slices_at_different_levels
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(np.clip(x, -500.0, 500.0))
    return exponentials / np.sum(exponentials, axis=dim, keepdims=True)
