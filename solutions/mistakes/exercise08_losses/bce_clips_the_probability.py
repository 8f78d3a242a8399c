# mistake: `binary_cross_entropy` keeps p between 1e-7 and 1 - 1e-7, so that no entry costs more than 16.1; the
#     logarithm is to be cut off at -100, and p left alone.
# hint: What does p = 0 cost where the target is 1, by the statement and by your code? And what p = 1e-30, which is
#     not 0?
# loses: certain_probabilities
# convention: Keras
def binary_cross_entropy(p, target, weight=None, reduction="mean"):
    q = np.clip(p, 1e-7, 1.0 - 1e-7)
    entries = -(target * np.log(q) + (1.0 - target) * np.log(1.0 - q))
    return reduced(weighted(entries, weight), reduction)
