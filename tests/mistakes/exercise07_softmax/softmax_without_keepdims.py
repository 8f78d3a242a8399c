# mistake: softmax drops dim when it takes maximum and sum, so that they no longer broadcast against the logits.
# loses: softmax default_dim
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(x - np.max(x, axis=dim))
    return exponentials / np.sum(exponentials, axis=dim)
