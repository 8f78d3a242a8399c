# mistake: `binary_cross_entropy_with_logits` applies the sigmoid to the logits twice.
# hint: What does a logit of 0 cost? It should be log 2. How many functions between the argument and the logarithm
#     take it for a logit?
# loses: example_with_logits binary_cross_entropy_with_logits reductions
_once = binary_cross_entropy_with_logits


def binary_cross_entropy_with_logits(logits, target, weight=None, pos_weight=None, reduction="mean"):
    return _once(sigmoid(logits), target, weight, pos_weight, reduction)
