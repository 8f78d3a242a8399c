# mistake: The mean divides by the number of all samples when there are no weights, in losses and gradients, and an
#     ignored one is among them.
# hint: Add ignored samples to a batch. Should its mean change, and does yours?
# loses: nll_loss_ignore_index cross_entropy_ignore_index every_target_ignored float32
def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    chosen = np.take_along_axis(log_probabilities, classes, axis=1)
    losses = np.squeeze(weights * np.where(weights > 0.0, -chosen, 0.0), axis=1)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return np.sum(losses)
    if reduction == "mean":
        return np.sum(losses) / (np.sum(weights) if weight is not None else target.size)
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")


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
