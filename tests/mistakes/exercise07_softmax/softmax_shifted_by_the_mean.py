# mistake: softmax subtracts the mean of each slice, which leaves exponents above 709 where the logits are far apart.
# loses: large_logits
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(x - np.mean(x, axis=dim, keepdims=True))
    return exponentials / np.sum(exponentials, axis=dim, keepdims=True)
