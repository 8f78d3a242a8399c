# mistake: `binary_cross_entropy_with_logits` takes the logarithm of the sigmoid, which is exactly 0 or 1 for large
#     logits.
# hint: What is σ(-1000) in float64, and what is its logarithm? There is a form that never computes the probability.
# loses: large_logits
def binary_cross_entropy_with_logits(logits, target, weight=None, pos_weight=None, reduction="mean"):
    p = sigmoid(logits)
    entries = -(weighted(target, pos_weight) * np.log(p) + (1.0 - target) * np.log(1.0 - p))
    return reduced(weighted(entries, weight), reduction)
