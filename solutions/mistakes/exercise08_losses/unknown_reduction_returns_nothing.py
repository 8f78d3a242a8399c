# mistake: Every loss returns None for an unknown `reduction`; it should raise a ValueError.
# hint: What does a function return whose chain of conditions ends without a match?
# loses: unknown_reduction
def reduced(entries, reduction):
    if reduction == "mean":
        return np.mean(entries)
    if reduction == "sum":
        return np.sum(entries)
    if reduction == "none":
        return entries
