# mistake: The mean is that of all samples, in losses and gradients: it divides by their number, whatever they weigh,
#     and ignored ones are among them.
# hint: Which weights belong to the samples of the last worked example, and what do they add up to? By what do you
#     divide?
# loses: example_weight_and_ignore_index nll_loss_weight cross_entropy_weight nll_loss_ignore_index
#     cross_entropy_ignore_index all_together
def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    chosen = np.take_along_axis(log_probabilities, classes, axis=1)
    losses = np.squeeze(weights * np.where(weights > 0.0, -chosen, 0.0), axis=1)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return np.sum(losses)
    if reduction == "mean":
        return np.mean(losses)
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")


def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    if reduction == "mean":
        total = target.size
        shares = weights / total if total else weights
    elif reduction in ("sum", "none"):
        shares = weights
    else:
        raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
    gradient = np.zeros_like(log_probabilities)
    np.put_along_axis(gradient, classes, -shares, axis=1)
    return gradient
