# mistake: An unknown `reduction` is taken for "sum" by the gradients; it should raise a ValueError, as it does in the
#     losses.
# hint: The losses refuse a word that the gradients accept. Whom does that help?
# loses: unknown_reduction
_nll_loss_backward = nll_loss_backward


def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    known = reduction if reduction == "mean" else "sum"
    return _nll_loss_backward(log_probabilities, target, weight, ignore_index, known)
