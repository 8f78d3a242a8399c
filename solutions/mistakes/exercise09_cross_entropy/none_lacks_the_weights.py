# mistake: For "none" the losses lack their weights; a sample should be handed back with what it counts.
# hint: Add up what you return for "none" and compare it with your sum. Where do the weights come in?
# loses: nll_loss_weight cross_entropy_weight all_together float32
def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    chosen = np.take_along_axis(log_probabilities, classes, axis=1)
    losses = np.squeeze(weights * np.where(weights > 0.0, -chosen, 0.0), axis=1)
    if reduction == "none":
        return losses / np.squeeze(np.where(weights > 0.0, weights, 1.0), axis=1)
    if reduction == "sum":
        return np.sum(losses)
    if reduction == "mean":
        return np.sum(losses) / np.sum(weights)
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
