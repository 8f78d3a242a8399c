# mistake: An unknown `reduction` is taken for "none" by the losses; it should raise a ValueError.
# hint: What becomes of a caller who writes "Mean" and gets an array back? Which words does your last branch let
#     through?
# loses: unknown_reduction
def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    chosen = np.take_along_axis(log_probabilities, classes, axis=1)
    losses = np.squeeze(weights * np.where(weights > 0.0, -chosen, 0.0), axis=1)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return np.sum(losses)
    if reduction == "mean":
        return np.sum(losses) / np.sum(weights)
    return losses
