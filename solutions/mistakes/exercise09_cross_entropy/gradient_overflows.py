# mistake: `cross_entropy_backward` exponentiates the logits as they are, which overflows beyond 709.
# hint: What is exp(1000) on a computer, and infinity divided by itself? `given.py` has a function that avoids both.
# loses: large_logits
def cross_entropy_backward(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    gradient = nll_loss_backward(logits, target, weight, ignore_index, reduction)
    exponentials = np.exp(logits)
    p = exponentials / np.sum(exponentials, axis=1, keepdims=True)
    return gradient - p * np.sum(gradient, axis=1, keepdims=True)
