# mistake: `pos_weight` multiplies both terms of `binary_cross_entropy_with_logits` and of its gradient; it belongs to
#     the term of `target` alone.
# hint: What is `pos_weight` for, if it counts positives and negatives alike? Which other argument does that already?
# loses: example_pos_weight weights
_plain, _plain_backward = binary_cross_entropy_with_logits, binary_cross_entropy_with_logits_backward


def binary_cross_entropy_with_logits(logits, target, weight=None, pos_weight=None, reduction="mean"):
    entries = weighted(_plain(logits, target, weight, None, "none"), pos_weight)
    return reduced(entries, reduction)


def binary_cross_entropy_with_logits_backward(logits, target, weight=None, pos_weight=None, reduction="mean"):
    derivatives = weighted(_plain_backward(logits, target, weight, None, "none"), pos_weight)
    return reduced_gradient(derivatives, reduction)
