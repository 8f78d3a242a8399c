# mistake: The mean of `binary_cross_entropy` and its gradient divide by the sum of the weights; they should divide by
#     the number of entries, whatever the weights.
# hint: Double all weights: what should become of the mean, and what becomes of yours?
# loses: weights
# convention: scikit-learn's log_loss, and of PyTorch's cross-entropy over classes
def binary_cross_entropy(p, target, weight=None, reduction="mean"):
    entries = -(target * clamped_log(p) + (1.0 - target) * clamped_log(1.0 - p))
    if weight is None or reduction != "mean":
        return reduced(weighted(entries, weight), reduction)
    return np.sum(entries * weight) / np.sum(np.broadcast_to(weight, p.shape))


def binary_cross_entropy_backward(p, target, weight=None, reduction="mean"):
    derivatives = (p - target) / np.maximum(p * (1.0 - p), 1e-12)
    if weight is None or reduction != "mean":
        return reduced_gradient(weighted(derivatives, weight), reduction)
    return derivatives * weight / np.sum(np.broadcast_to(weight, p.shape))
