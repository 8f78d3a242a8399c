# mistake: `log_softmax` subtracts the logarithm of the shifted sum from logits that were not shifted.
# hint: What should the exponentials of your result add up to? Do the sum for the worked example, and compare it with
#     e to the power of the largest logit.
# loses: log_softmax
def log_softmax(x: Array, dim: int = -1) -> Array:
    return x - np.log(np.sum(np.exp(x - np.max(x, axis=dim, keepdims=True)), axis=dim, keepdims=True))
