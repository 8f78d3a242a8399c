# mistake: `nll_loss` multiplies all log-probabilities by a one-hot array and adds up: where one is -infinity, 0 times
#     it is NaN.
# hint: What is 0 times infinity in floating point? Which entries of a sample should take part in its loss at all?
# loses: impossible_classes
_nll_loss = nll_loss


def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    one_hot = np.zeros_like(log_probabilities)
    np.put_along_axis(one_hot, classes, (weights > 0.0).astype(one_hot.dtype), axis=1)
    chosen = np.zeros_like(log_probabilities)
    np.put_along_axis(chosen, classes, np.sum(one_hot * log_probabilities, axis=1, keepdims=True), axis=1)
    return _nll_loss(chosen, target, weight, ignore_index, reduction)
