# mistake: `binary_cross_entropy` takes every target above 1/2 for 1 and every other for 0; a soft target should count
#     for both.
# hint: In the worked example the last target is 1/4. Change it to 0 or to 0.4: does your loss notice at p = 0.8?
# loses: binary_cross_entropy reductions
def binary_cross_entropy(p, target, weight=None, reduction="mean"):
    entries = -np.where(target > 0.5, clamped_log(p), clamped_log(1.0 - p))
    return reduced(weighted(entries, weight), reduction)
