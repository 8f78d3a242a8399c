# mistake: If every target is ignored the gradients for the mean are NaN; they should be 0.
# hint: What is 0 divided by 0 in your gradient, and what does a NaN do to the parameters of a network?
# loses: every_target_ignored
def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    if reduction == "mean":
        total = np.sum(weights)
        shares = weights / total
    elif reduction in ("sum", "none"):
        shares = weights
    else:
        raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
    gradient = np.zeros_like(log_probabilities)
    np.put_along_axis(gradient, classes, -shares, axis=1)
    return gradient
