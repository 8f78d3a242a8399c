# mistake: `logsumexp` keeps `dim` with length 1; it should drop it.
# hint: For logits of shape (2, 3, 4) and dim = 1, write down the shape that the statement asks for and the one that
#     you return. Where does the extra axis come from?
# loses: example_logsumexp logsumexp
def logsumexp(x: Array, dim: int = -1) -> Array:
    largest = np.max(x, axis=dim, keepdims=True)
    return largest + np.log(np.sum(np.exp(x - largest), axis=dim, keepdims=True))
