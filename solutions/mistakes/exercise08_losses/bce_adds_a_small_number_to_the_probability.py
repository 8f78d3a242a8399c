# mistake: `binary_cross_entropy` adds 1e-12 before it takes a logarithm, so that no entry costs more than 27.6; the
#     logarithm itself is to be cut off at -100.
# hint: How negative may the logarithm of the statement become, and how negative can yours? Try p = 1e-30.
# loses: certain_probabilities
def binary_cross_entropy(p, target, weight=None, reduction="mean"):
    entries = -(target * np.log(p + 1e-12) + (1.0 - target) * np.log(1.0 - p + 1e-12))
    return reduced(weighted(entries, weight), reduction)
