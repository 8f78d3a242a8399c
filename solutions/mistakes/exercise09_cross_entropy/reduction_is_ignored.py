# mistake: The losses return their mean, whatever `reduction` says.
# hint: Ask for the sum of two equal samples: how large is it, and which line of yours reads `reduction`?
# loses: nll_loss_batches cross_entropy_batches unknown_reduction
def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    chosen = np.take_along_axis(log_probabilities, classes, axis=1)
    losses = np.squeeze(weights * np.where(weights > 0.0, -chosen, 0.0), axis=1)
    if reduction == "none":
        return np.sum(losses) / np.sum(weights)
    if reduction == "sum":
        return np.sum(losses) / np.sum(weights)
    if reduction == "mean":
        return np.sum(losses) / np.sum(weights)
    return np.sum(losses) / np.sum(weights)
