# mistake: The gradients of an unweighted mean divide by the number of all samples, ignored ones among them, while the
#     losses do not.
# hint: How many samples does your loss divide by if one of four is ignored, and how many does its gradient?
# loses: nll_loss_ignore_index cross_entropy_ignore_index every_target_ignored float32
def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    if reduction == "mean":
        total = np.sum(weights) if weight is not None else target.size
        shares = weights / total if total > 0.0 else weights
    elif reduction in ("sum", "none"):
        shares = weights
    else:
        raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
    gradient = np.zeros_like(log_probabilities)
    np.put_along_axis(gradient, classes, -shares, axis=1)
    return gradient
