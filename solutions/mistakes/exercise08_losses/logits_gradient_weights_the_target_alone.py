# mistake: `binary_cross_entropy_with_logits_backward` is σ(z) - c t, so that `pos_weight` does not reach the σ(z) of
#     a positive.
# hint: Let a positive be predicted perfectly, σ(z) = 1: should its gradient depend on `pos_weight`, and does yours?
# loses: example_pos_weight weights
def binary_cross_entropy_with_logits_backward(logits, target, weight=None, pos_weight=None, reduction="mean"):
    derivatives = sigmoid(logits) - weighted(target, pos_weight)
    return reduced_gradient(weighted(derivatives, weight), reduction)
