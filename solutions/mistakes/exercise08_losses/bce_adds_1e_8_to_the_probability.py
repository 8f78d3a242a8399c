# mistake: `binary_cross_entropy` adds 1e-8 before it takes a logarithm, so that no entry costs more than 18.4; the
#     logarithm itself is to be cut off at -100.
# hint: What does p = 0 cost in yours where the target is 1, and what by the statement? How many digits of the other
#     losses does the 1e-8 change?
# loses: certain_probabilities
def binary_cross_entropy(p, target, weight=None, reduction="mean"):
    entries = -(target * np.log(p + 1e-8) + (1.0 - target) * np.log(1.0 - p + 1e-8))
    return reduced(weighted(entries, weight), reduction)
