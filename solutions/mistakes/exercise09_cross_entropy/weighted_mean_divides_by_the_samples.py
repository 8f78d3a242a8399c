# mistake: The mean divides by the number of targets that count, in losses and gradients; with weights it should
#     divide by the sum of their weights.
# hint: Give every class the weight 10. Should the mean change, and does yours?
# loses: example_weight_and_ignore_index nll_loss_weight cross_entropy_weight all_together
# convention: Keras
def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    chosen = np.take_along_axis(log_probabilities, classes, axis=1)
    losses = np.squeeze(weights * np.where(weights > 0.0, -chosen, 0.0), axis=1)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return np.sum(losses)
    if reduction == "mean":
        return np.sum(losses) / log_probabilities.dtype.type(np.sum(weights > 0.0))
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")


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
