# mistake: With weights the gradients of the mean divide by the number of targets that count, while the losses divide
#     by the sum of their weights.
# hint: What divides the value divides the gradient. With weights, which two numbers do you divide by?
# loses: example_weight_and_ignore_index nll_loss_weight cross_entropy_weight all_together
def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    if reduction == "mean":
        total = log_probabilities.dtype.type(np.sum(weights > 0.0))
        shares = weights / total if total > 0.0 else weights
    elif reduction in ("sum", "none"):
        shares = weights
    else:
        raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
    gradient = np.zeros_like(log_probabilities)
    np.put_along_axis(gradient, classes, -shares, axis=1)
    return gradient
