# mistake: `softmax` divides by the sum over the whole array, so that only all slices together sum to 1.
# hint: Stack a slice on a copy of itself: should its probabilities be halved? Count how many sums a batch of N
#     samples needs.
# loses: softmax default_dim
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(x - np.max(x, axis=dim, keepdims=True))
    return exponentials / np.sum(exponentials)
