# mistake: `softmax` subtracts the mean of each slice, which leaves exponents above 709 where logits are far apart.
# hint: Which exponents are left of the logits 1000 and -1000 after your shift? Which number of a slice leaves none of
#     them above 0?
# loses: large_logits
def softmax(x: Array, dim: int = -1) -> Array:
    exponentials = np.exp(x - np.mean(x, axis=dim, keepdims=True))
    return exponentials / np.sum(exponentials, axis=dim, keepdims=True)
