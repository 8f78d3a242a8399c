# mistake: `softmax` takes the exponentials of the logits as they are, which overflow beyond 709.
# hint: Multiply numerator and denominator by one and the same number: the fraction stays, and what happens to the
#     exponents? Use that to keep them small.
# loses: large_logits slices_at_different_levels
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(x)
    return exponentials / np.sum(exponentials, axis=dim, keepdims=True)
