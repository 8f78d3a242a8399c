# mistake: The gradients are divided by what the samples count whatever `reduction` is, and are right for the mean
#     alone.
# hint: Which of the three reductions divides anything? Compare your gradient for sum with that for mean.
# loses: nll_loss_backward_batches cross_entropy_backward_batches shifted_logits
def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    if reduction == "mean":
        total = np.sum(weights)
        shares = weights / total if total > 0.0 else weights
    elif reduction in ("sum", "none"):
        shares = weights / max(np.sum(weights), 1e-30)
    else:
        raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
    gradient = np.zeros_like(log_probabilities)
    np.put_along_axis(gradient, classes, -shares, axis=1)
    return gradient
