# mistake: `cross_entropy_backward` is the gradient with respect to the log-probabilities; it was not sent through the
#     softmax to the logits.
# hint: Raise the logit of a class that is not the target. Its probability takes something from the target's: where is
#     that in your gradient?
# loses: example_cross_entropy_backward cross_entropy_backward shifted_logits
def cross_entropy_backward(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    return nll_loss_backward(logits, target, weight, ignore_index, reduction)
