# mistake: The gradients for the mean are divided by what the samples count twice.
# hint: Follow the number of samples through your gradient: in how many lines does it divide?
# loses: example_nll_loss_backward example_cross_entropy_backward example_weight_and_ignore_index
#     nll_loss_backward_batches cross_entropy_backward_batches
def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    if reduction == "mean":
        total = np.sum(weights)
        shares = weights / total**2 if total > 0.0 else weights
    elif reduction in ("sum", "none"):
        shares = weights
    else:
        raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
    gradient = np.zeros_like(log_probabilities)
    np.put_along_axis(gradient, classes, -shares, axis=1)
    return gradient
