# mistake: `cross_entropy_backward` multiplies each entry by the weight of its class; all entries of a sample have the
#     weight of its target.
# hint: With weights the rows of your gradient do not add up to 0 any more. Which weight did the loss of the sample
#     have?
# loses: example_weight_and_ignore_index cross_entropy_weight all_together
def cross_entropy_backward(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    if weight is None:
        gradient = nll_loss_backward(logits, target, None, ignore_index, reduction)
        return gradient - softmax(logits, 1) * np.sum(gradient, axis=1, keepdims=True)
    gradient = nll_loss_backward(logits, target, None, ignore_index, "sum")
    gradient = gradient - softmax(logits, 1) * np.sum(gradient, axis=1, keepdims=True)
    gradient = gradient * weight.reshape(-1, *[1] * (logits.ndim - 2))
    total = np.sum(classes_and_weights(logits, target, weight, ignore_index)[1])
    if reduction == "mean":
        return gradient / total if total > 0.0 else gradient
    if reduction in ("sum", "none"):
        return gradient
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
