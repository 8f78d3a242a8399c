# mistake: The gradients for the mean are those of the sum: nothing is divided.
# hint: In the worked examples your gradients are a multiple of what is asked for. Which number is it, and where does
#     the loss divide by it?
# loses: example_nll_loss_backward example_cross_entropy_backward example_weight_and_ignore_index
#     nll_loss_backward_batches cross_entropy_backward_batches
def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    if reduction == "mean":
        total = np.sum(weights)
        shares = weights
    elif reduction in ("sum", "none"):
        shares = weights
    else:
        raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
    gradient = np.zeros_like(log_probabilities)
    np.put_along_axis(gradient, classes, -shares, axis=1)
    return gradient
