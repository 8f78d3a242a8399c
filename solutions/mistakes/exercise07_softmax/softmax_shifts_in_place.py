# mistake: `softmax` subtracts the maximum in place, and so changes the caller's logits.
# hint: Print the logits before the call and after it. Which of your lines writes into `x` rather than into a new
#     array?
# loses: arguments
def softmax(x: Array, dim: int = -1) -> Array:
    x -= np.max(x, axis=dim, keepdims=True)
    exponentials = np.exp(x)
    return exponentials / np.sum(exponentials, axis=dim, keepdims=True)
