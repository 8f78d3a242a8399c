# mistake: `softmax` subtracts the largest absolute value of each slice, so a slice of logits near -900 becomes 0/0.
# hint: What is left in the exponents of the logits -900 and -901 after your shift? One exponent of every slice should
#     become exactly 0.
# loses: slices_at_different_levels
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(x - np.max(np.abs(x), axis=dim, keepdims=True))
    return exponentials / np.sum(exponentials, axis=dim, keepdims=True)
