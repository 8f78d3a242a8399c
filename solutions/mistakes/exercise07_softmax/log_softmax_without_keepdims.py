# mistake: `log_softmax` drops `dim` when it takes maximum and sum, so that they no longer line up with the logits.
# hint: Write the shapes of the logits, of the maximum and of the sum under each other, for logits (2, 3) and dim = 1.
#     Do they fit, and along the axis that you mean?
# loses: log_softmax default_dim
def log_softmax(x: Array, dim: int = -1) -> Array:
    shifted = x - np.max(x, axis=dim)
    return shifted - np.log(np.sum(np.exp(shifted), axis=dim))
