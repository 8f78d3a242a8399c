# mistake: `nll_loss_backward` has an entry for every class, as the gradient with respect to logits has; its argument
#     is log-probabilities.
# hint: Change the log-probability of a class that is not the target, and nothing else. Does nll_loss notice?
# loses: example_nll_loss_backward nll_loss_backward nll_loss_backward_batches
_nll_loss_backward = nll_loss_backward


def cross_entropy_backward(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    gradient = _nll_loss_backward(logits, target, weight, ignore_index, reduction)
    return gradient - softmax(logits, 1) * np.sum(gradient, axis=1, keepdims=True)


def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    return cross_entropy_backward(log_probabilities, target, weight, ignore_index, reduction)
