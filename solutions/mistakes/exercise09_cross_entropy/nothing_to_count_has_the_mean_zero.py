# mistake: If every target is ignored the mean is 0 in yours; it is 0 / 0, which the statement wants as NaN.
# hint: Where do you keep the denominator from being 0, and does the statement ask for it there?
# loses: every_target_ignored
# convention: those who skip a batch without targets
def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    chosen = np.take_along_axis(log_probabilities, classes, axis=1)
    losses = np.squeeze(weights * np.where(weights > 0.0, -chosen, 0.0), axis=1)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return np.sum(losses)
    if reduction == "mean":
        return np.sum(losses) / (np.sum(weights) if np.any(weights) else 1.0)
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
