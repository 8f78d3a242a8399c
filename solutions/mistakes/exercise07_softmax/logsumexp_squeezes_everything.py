# mistake: `logsumexp` drops every dimension of length 1; only `dim` should go.
# hint: Which shape should logits of shape (1, 4) with dim = 1 give, and which do you get? Ask what your last step
#     knows about `dim`.
# loses: logsumexp
def logsumexp(x: Array, dim: int = -1) -> Array:
    largest = np.max(x, axis=dim, keepdims=True)
    return np.squeeze(largest + np.log(np.sum(np.exp(x - largest), axis=dim, keepdims=True)))
