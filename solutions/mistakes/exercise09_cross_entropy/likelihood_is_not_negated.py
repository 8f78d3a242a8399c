# mistake: `nll_loss` and `cross_entropy` return the likelihood, which is negative; the loss is its negative.
# hint: The better the guess, the smaller a loss should be. What does yours do as the probability of the target grows?
# loses: example_nll_loss example_cross_entropy nll_loss cross_entropy
_nll_loss = nll_loss


def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    return -_nll_loss(log_probabilities, target, weight, ignore_index, reduction)
