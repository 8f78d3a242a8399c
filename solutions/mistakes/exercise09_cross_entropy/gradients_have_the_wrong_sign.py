# mistake: Both gradients point the other way: a step against them makes the loss larger.
# hint: Raise the log-probability of a target a little. Does the loss grow, and which sign has your gradient there?
# loses: example_nll_loss_backward example_cross_entropy_backward nll_loss_backward cross_entropy_backward
_nll_loss_backward = nll_loss_backward


def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    return -_nll_loss_backward(log_probabilities, target, weight, ignore_index, reduction)
