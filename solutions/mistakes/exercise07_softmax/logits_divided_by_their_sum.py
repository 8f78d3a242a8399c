# mistake: `softmax` divides the logits themselves by their sum; it should divide their exponentials by the sum of
#     these.
# hint: Can one of your results be negative, and can your denominator be 0? Shares are formed of positive numbers, so
#     what makes any logit positive?
# loses: example_softmax softmax
def softmax(x: Array, dim: int = -1) -> Array:
    return x / np.sum(x, axis=dim, keepdims=True)
