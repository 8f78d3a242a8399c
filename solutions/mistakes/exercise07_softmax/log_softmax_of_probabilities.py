# mistake: `log_softmax` takes softmax twice: it treats the probabilities as logits once more.
# hint: Do the exponentials of your result give 1/8, 1/4 and 5/8 in the worked example? Count how often a logit goes
#     through exp on its way.
# loses: example_log_softmax log_softmax
def log_softmax(x: Array, dim: int = -1) -> Array:
    p = softmax(x, dim)
    return p - np.log(np.sum(np.exp(p), axis=dim, keepdims=True))
