# mistake: `softmax` adds 1e-5 to the sum of the exponentials, so that no slice sums to 1.
# hint: After the shift, which exponential is always there, and how small can the sum become? What does your constant
#     protect against, then?
# loses: example_softmax softmax
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(x - np.max(x, axis=dim, keepdims=True))
    return exponentials / (np.sum(exponentials, axis=dim, keepdims=True) + 1e-5)
