# mistake: For "none" ignored samples are missing from the losses; each sample should have its place, an ignored one
#     with 0.
# hint: Which shape has the loss of four samples for "none", if one of them is ignored, and which has yours?
# loses: nll_loss_ignore_index cross_entropy_ignore_index every_target_ignored
def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    chosen = np.take_along_axis(log_probabilities, classes, axis=1)
    losses = np.squeeze(weights * np.where(weights > 0.0, -chosen, 0.0), axis=1)
    if reduction == "none":
        return losses[target != ignore_index]
    if reduction == "sum":
        return np.sum(losses)
    if reduction == "mean":
        return np.sum(losses) / np.sum(weights)
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
