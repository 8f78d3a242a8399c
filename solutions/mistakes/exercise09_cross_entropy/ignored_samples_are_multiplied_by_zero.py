# mistake: `nll_loss` looks a class up for ignored samples, too, and multiplies what it finds by 0: where that is
#     infinite, it becomes NaN.
# hint: What is 0 times infinity in floating point? What does an ignored sample hold at the class that you look up for
#     it?
# loses: impossible_classes
def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    chosen = np.take_along_axis(log_probabilities, classes, axis=1)
    losses = np.squeeze(weights * -chosen, axis=1)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return np.sum(losses)
    if reduction == "mean":
        return np.sum(losses) / np.sum(weights)
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
