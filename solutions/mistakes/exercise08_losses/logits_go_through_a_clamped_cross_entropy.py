# mistake: `binary_cross_entropy_with_logits` takes the sigmoid and then a logarithm cut off at -100, so that no logit
#     costs more than 100.
# hint: What does a logit of 1000 cost where the target is 0? A probability that has become exactly 1 cannot tell.
# loses: large_logits
def binary_cross_entropy_with_logits(logits, target, weight=None, pos_weight=None, reduction="mean"):
    p = sigmoid(logits)
    entries = -(weighted(target, pos_weight) * clamped_log(p) + (1.0 - target) * clamped_log(1.0 - p))
    return reduced(weighted(entries, weight), reduction)
