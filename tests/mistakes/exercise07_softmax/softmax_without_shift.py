# mistake: softmax exponentiates the logits as they are, so logits beyond 709 overflow.
# loses: large_logits slices_at_different_levels
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(x)
    return exponentials / np.sum(exponentials, axis=dim, keepdims=True)
