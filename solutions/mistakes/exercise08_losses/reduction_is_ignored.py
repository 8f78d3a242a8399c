# mistake: Every loss returns its mean, whatever `reduction` says.
# hint: Ask for the sum of two equal entries: how large is it, and which line of yours reads `reduction`?
# loses: reductions unknown_reduction
def reduced(entries, reduction):
    return np.mean(entries)
