# mistake: `cross_entropy_backward` is the weighted probabilities alone; nothing is taken away at the target.
# hint: Add up a row of your gradient. Which sum should it have, and which entry is too large?
# loses: example_cross_entropy_backward cross_entropy_backward shifted_logits
def cross_entropy_backward(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    gradient = nll_loss_backward(logits, target, weight, ignore_index, reduction)
    return -softmax(logits, 1) * np.sum(gradient, axis=1, keepdims=True)
