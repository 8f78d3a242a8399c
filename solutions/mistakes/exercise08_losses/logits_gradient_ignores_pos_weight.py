# mistake: `binary_cross_entropy_with_logits_backward` does not depend on `pos_weight`.
# hint: In the second worked example of the logits two entries of the gradient change. Which two, and why?
# loses: example_pos_weight weights
def binary_cross_entropy_with_logits_backward(logits, target, weight=None, pos_weight=None, reduction="mean"):
    return reduced_gradient(weighted(sigmoid(logits) - target, weight), reduction)
