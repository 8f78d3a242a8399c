# mistake: `binary_cross_entropy_with_logits` multiplies the targets by `pos_weight` in place, and so changes the
#     caller's array.
# hint: Print the targets before and after the call. What do the negatives' term and the next call see of them?
# loses: arguments
def binary_cross_entropy_with_logits(logits, target, weight=None, pos_weight=None, reduction="mean"):
    surprise = np.maximum(-logits, 0.0) + np.log1p(np.exp(-np.abs(logits)))
    entries = (1.0 - target) * (logits + surprise)
    if pos_weight is not None:
        target *= pos_weight
    return reduced(weighted(entries + target * surprise, weight), reduction)
