# mistake: No sample costs more than 100 in `nll_loss` and `cross_entropy`: the log-probability is cut off, which is
#     not asked for here.
# hint: What does a target cost that was given no probability at all, by the statement and by your code?
# loses: impossible_classes large_logits
# convention: the binary cross-entropy of exercise 08
_nll_loss = nll_loss


def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    return _nll_loss(np.maximum(log_probabilities, -100.0), target, weight, ignore_index, reduction)
