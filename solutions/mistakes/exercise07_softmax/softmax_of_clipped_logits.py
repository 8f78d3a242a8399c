# mistake: `softmax` clips large logits against overflow, so that all logits beyond the bound become equal.
# hint: The logits 1000 and 1010 have the probabilities 0.00005 and 0.99995: what are yours? Look for a change of the
#     logits that keeps their differences.
# loses: large_logits slices_at_different_levels
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(np.clip(x, -500.0, 500.0))
    return exponentials / np.sum(exponentials, axis=dim, keepdims=True)
