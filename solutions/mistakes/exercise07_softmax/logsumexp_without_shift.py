# mistake: `logsumexp` takes the exponentials of the logits as they are, which overflow beyond 709.
# hint: For the logits 1000 and 1000 the answer is 1000 + log 2. Take e^1000 out of the sum on paper: what is left
#     inside, and what comes out in front of the logarithm?
# loses: large_logits slices_at_different_levels
def logsumexp(x: Array, dim: int = -1) -> Array:
    return np.log(np.sum(np.exp(x), axis=dim))
