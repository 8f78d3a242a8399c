# mistake: `nll_loss_backward` divides by the entry that was looked up, as if it were a probability; the loss is
#     linear in it.
# hint: The derivative of -log p is -1/p. Of which argument is that the derivative, and which one does this function
#     have?
# loses: example_nll_loss_backward nll_loss_backward nll_loss_backward_batches
_nll_loss_backward = nll_loss_backward


def cross_entropy_backward(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    gradient = _nll_loss_backward(logits, target, weight, ignore_index, reduction)
    return gradient - softmax(logits, 1) * np.sum(gradient, axis=1, keepdims=True)


def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    gradient = _nll_loss_backward(log_probabilities, target, weight, ignore_index, reduction)
    return gradient / log_probabilities
