# mistake: `binary_cross_entropy_with_logits_backward` multiplies σ(z) - t by p (1 - p), which has cancelled already.
# hint: The derivative of the cross-entropy with respect to p has p (1 - p) below the fraction. What is left when the
#     sigmoid's derivative meets it?
# loses: example_with_logits binary_cross_entropy_with_logits_backward reductions_backward
def binary_cross_entropy_with_logits_backward(logits, target, weight=None, pos_weight=None, reduction="mean"):
    p = sigmoid(logits)
    derivatives = ((1.0 - target) * p - weighted(target, pos_weight) * (1.0 - p)) * p * (1.0 - p)
    return reduced_gradient(weighted(derivatives, weight), reduction)
