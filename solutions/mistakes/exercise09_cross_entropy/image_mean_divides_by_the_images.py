# mistake: For images the mean divides by the number of images, in losses and gradients; every pixel that counts is a
#     sample.
# hint: An image of four equal pixels: is its mean the loss of one pixel, or four times that?
# loses: nll_loss_images cross_entropy_images all_together
# convention: segmentation code that sums over the pixels and averages over the images
def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    chosen = np.take_along_axis(log_probabilities, classes, axis=1)
    losses = np.squeeze(weights * np.where(weights > 0.0, -chosen, 0.0), axis=1)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return np.sum(losses)
    if reduction == "mean":
        return np.sum(losses) / (np.sum(weights) if target.ndim == 1 else np.sum(weights) / target[0].size)
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")


def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    if reduction == "mean":
        total = np.sum(weights) if target.ndim == 1 else np.sum(weights) / target[0].size
        shares = weights / total if total > 0.0 else weights
    elif reduction in ("sum", "none"):
        shares = weights
    else:
        raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
    gradient = np.zeros_like(log_probabilities)
    np.put_along_axis(gradient, classes, -shares, axis=1)
    return gradient
