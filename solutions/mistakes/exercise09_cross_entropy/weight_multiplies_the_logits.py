# mistake: `cross_entropy` multiplies the logits by the weights, and the losses not at all; a weight should multiply
#     the loss of a sample.
# hint: Is a class of weight 0.5 to be charged half, or to be believed in half? Look for the place where you use
#     `weight`.
# loses: example_weight_and_ignore_index cross_entropy_weight all_together
def cross_entropy(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    scaled = logits if weight is None else logits * weight.reshape(-1, *[1] * (logits.ndim - 2))
    return nll_loss(log_softmax(scaled, 1), target, None, ignore_index, reduction)
