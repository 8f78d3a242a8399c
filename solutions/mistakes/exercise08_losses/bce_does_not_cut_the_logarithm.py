# mistake: `binary_cross_entropy` takes the logarithm of 0 as it is, which makes the loss infinite, or NaN where it
#     meets a factor of 0.
# hint: What is 0 times the logarithm of 0 in floating point? Where p and target are both 0 you compute it.
# loses: certain_probabilities
def binary_cross_entropy(p, target, weight=None, reduction="mean"):
    entries = -(target * np.log(p) + (1.0 - target) * np.log(1.0 - p))
    return reduced(weighted(entries, weight), reduction)
