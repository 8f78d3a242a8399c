# mistake: The gradients are float64 for float32 arguments: they are written into an array of zeros of the default
#     dtype.
# hint: Which dtype has np.zeros if nobody says one?
# loses: float32
_nll_loss_backward = nll_loss_backward


def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    gradient = np.zeros(log_probabilities.shape)
    gradient += _nll_loss_backward(log_probabilities, target, weight, ignore_index, reduction)
    return gradient
