# mistake: The mean of `nll_loss` and of `cross_entropy` divides by the number of classes; it should divide by what
#     the samples count.
# hint: Which of the two sizes of (N, C) is the number of losses, and which index gives you that size?
# loses: example_nll_loss example_cross_entropy nll_loss cross_entropy nll_loss_batches cross_entropy_batches
def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    chosen = np.take_along_axis(log_probabilities, classes, axis=1)
    losses = np.squeeze(weights * np.where(weights > 0.0, -chosen, 0.0), axis=1)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return np.sum(losses)
    if reduction == "mean":
        return np.sum(losses) / log_probabilities.shape[1]
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
