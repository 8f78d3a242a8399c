# mistake: `binary_cross_entropy_with_logits` takes exp(-z) as it is, which overflows at logits far below 0.
# hint: For which sign of z is e⁻ᶻ at most 1? For the other sign, what stands before the logarithm once the large
#     factor is taken out of it?
# loses: large_logits
def binary_cross_entropy_with_logits(logits, target, weight=None, pos_weight=None, reduction="mean"):
    surprise = np.log(1.0 + np.exp(-logits))
    entries = weighted(target, pos_weight) * surprise + (1.0 - target) * (logits + surprise)
    return reduced(weighted(entries, weight), reduction)
