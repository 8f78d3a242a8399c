# mistake: With weights the mean divides by a sum in which ignored targets have a weight too, that of the class their
#     number leads to; they should have none.
# hint: Look at the line that looks up the weights of all targets. Which class does an ignored one look up there, and
#     who takes it out again?
# loses: example_weight_and_ignore_index all_together float32 arguments
_nll_loss, _nll_loss_backward = nll_loss, nll_loss_backward


def all_weights(scores, target, weight, ignore_index):
    counted = np.sum(classes_and_weights(scores, target, weight, ignore_index)[1])
    if weight is None:
        return counted
    return counted + np.sum(weight[target[target == ignore_index] % len(weight)])


def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    if reduction == "mean":
        total = _nll_loss(log_probabilities, target, weight, ignore_index, "sum")
        return total / all_weights(log_probabilities, target, weight, ignore_index)
    return _nll_loss(log_probabilities, target, weight, ignore_index, reduction)


def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    if reduction == "mean":
        gradient = _nll_loss_backward(log_probabilities, target, weight, ignore_index, "sum")
        total = all_weights(log_probabilities, target, weight, ignore_index)
        return gradient / total if total > 0.0 else gradient
    return _nll_loss_backward(log_probabilities, target, weight, ignore_index, reduction)
