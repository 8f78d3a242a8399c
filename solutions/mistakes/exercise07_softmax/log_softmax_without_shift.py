# mistake: `log_softmax` takes the exponentials of the logits as they are, which overflow beyond 709.
# hint: Add a constant to all logits of a slice: what happens to the log-probabilities? Think which constant keeps
#     every exponent small.
# loses: large_logits slices_at_different_levels
def log_softmax(x: Array, dim: int = -1) -> Array:
    return x - np.log(np.sum(np.exp(x), axis=dim, keepdims=True))
