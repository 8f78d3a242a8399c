# mistake: `binary_cross_entropy_with_logits` adds 1e-8 to a sigmoid and takes the logarithm, so that no logit costs
#     more than 18.4.
# hint: What does a logit of 1000 cost where the target is 0? A logarithm that never meets a zero needs no small
#     number.
# loses: large_logits
def binary_cross_entropy_with_logits(logits, target, weight=None, pos_weight=None, reduction="mean"):
    p = sigmoid(logits)
    entries = -(weighted(target, pos_weight) * np.log(p + 1e-8) + (1.0 - target) * np.log(1.0 - p + 1e-8))
    return reduced(weighted(entries, weight), reduction)
