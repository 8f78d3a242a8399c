# mistake: `nll_loss` sends its argument through log_softmax; it should take it as it is.
# hint: For true log-probabilities nothing is wrong. What does yours say to a sample whose exponentials do not add up
#     to 1?
# loses: nll_loss nll_loss_batches
_nll_loss = nll_loss


def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    return _nll_loss(log_softmax(log_probabilities, 1), target, weight, ignore_index, reduction)


def cross_entropy(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    return _nll_loss(log_softmax(logits, 1), target, weight, ignore_index, reduction)
