# mistake: `logsumexp` adds up the logarithms of the exponentials, which is the sum of the logits.
# hint: Is the logarithm of a sum the sum of the logarithms? Try it with 1, 2 and 5: one of the two is log 8, and the
#     other log 10.
# loses: example_logsumexp logsumexp
def logsumexp(x: Array, dim: int = -1) -> Array:
    return np.sum(np.log(np.exp(x)), axis=dim)
