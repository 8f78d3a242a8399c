# mistake: `softmax` drops `dim` when it takes maximum and sum, so that they no longer line up with the logits.
# hint: For logits (2, 3) and dim = 1, write down the shapes of the maximum and of the sum. Along which axis of the
#     logits does broadcasting lay them?
# loses: softmax default_dim
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(x - np.max(x, axis=dim))
    return exponentials / np.sum(exponentials, axis=dim)
