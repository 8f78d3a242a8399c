# mistake: `cross_entropy_backward` leaves an ignored sample its probabilities; all of its gradient should be 0.
# hint: An ignored sample has no loss. What does changing its logits change, and what does your gradient say there?
# loses: example_weight_and_ignore_index cross_entropy_ignore_index all_together every_target_ignored
def cross_entropy_backward(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    gradient = nll_loss_backward(logits, target, weight, ignore_index, reduction)
    total = np.sum(gradient, axis=1, keepdims=True)
    ignored = np.expand_dims(target == ignore_index, 1)
    share = 1.0 / max(np.sum(~ignored), 1) if reduction == "mean" else 1.0
    return gradient - softmax(logits, 1) * np.where(ignored, logits.dtype.type(-share), total)
