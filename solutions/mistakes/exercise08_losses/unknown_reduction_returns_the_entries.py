# mistake: Every loss takes an unknown `reduction` for "none"; it should raise a ValueError.
# hint: What becomes of a caller who writes "Mean" and gets an array back? Which words does your last branch let
#     through?
# loses: unknown_reduction
def reduced(entries, reduction):
    if reduction == "mean":
        return np.mean(entries)
    if reduction == "sum":
        return np.sum(entries)
    return entries
