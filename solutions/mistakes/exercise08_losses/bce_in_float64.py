# mistake: `binary_cross_entropy` returns float64 for float32 probabilities; the dtype should stay as it is.
# hint: Print the dtype after each line for float32 probabilities. At which one does it grow, and who asked for that?
# loses: float32
def binary_cross_entropy(p, target, weight=None, reduction="mean"):
    entries = np.zeros(p.shape)
    entries -= target * clamped_log(p) + (1.0 - target) * clamped_log(1.0 - p)
    return reduced(weighted(entries, weight), reduction)
