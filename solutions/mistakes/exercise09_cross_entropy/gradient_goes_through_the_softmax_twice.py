# mistake: `cross_entropy_backward` multiplies what the probabilities differ from the targets by p (1 - p), a
#     derivative that is in it already.
# hint: The derivative of the softmax and that of the logarithm meet, and most of both cancels. What is multiplied on
#     top of it in yours?
# loses: example_cross_entropy_backward cross_entropy_backward shifted_logits
def cross_entropy_backward(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    gradient = nll_loss_backward(logits, target, weight, ignore_index, reduction)
    p = softmax(logits, 1)
    return (gradient - p * np.sum(gradient, axis=1, keepdims=True)) * p * (1.0 - p)
