# mistake: Neither gradient depends on `weight`.
# hint: A sample of weight 3 counts three times in the loss. How often does it count in your gradient?
# loses: example_weight_and_ignore_index nll_loss_weight cross_entropy_weight all_together
_nll_loss_backward = nll_loss_backward


def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    return _nll_loss_backward(log_probabilities, target, None, ignore_index, reduction)
