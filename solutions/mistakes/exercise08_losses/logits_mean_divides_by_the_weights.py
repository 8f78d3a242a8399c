# mistake: The mean of `binary_cross_entropy_with_logits` and its gradient divide by the sum of `weight`; they should
#     divide by the number of entries, whatever the weights.
# hint: Let every weight be 2. Is your mean another one than without weights, as it should be?
# loses: weights
# convention: scikit-learn's log_loss, and of PyTorch's cross-entropy over classes
_plain, _plain_backward = binary_cross_entropy_with_logits, binary_cross_entropy_with_logits_backward


def binary_cross_entropy_with_logits(logits, target, weight=None, pos_weight=None, reduction="mean"):
    if weight is None or reduction != "mean":
        return _plain(logits, target, weight, pos_weight, reduction)
    return _plain(logits, target, weight, pos_weight, "sum") / np.sum(np.broadcast_to(weight, logits.shape))


def binary_cross_entropy_with_logits_backward(logits, target, weight=None, pos_weight=None, reduction="mean"):
    if weight is None or reduction != "mean":
        return _plain_backward(logits, target, weight, pos_weight, reduction)
    derivatives = _plain_backward(logits, target, weight, pos_weight, "sum")
    return derivatives / np.sum(np.broadcast_to(weight, logits.shape))
