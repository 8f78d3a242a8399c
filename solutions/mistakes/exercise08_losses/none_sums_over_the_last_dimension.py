# mistake: For "none" every loss is summed over its last dimension, so that there is one number for each sample; every
#     entry should keep its own.
# hint: Which shape has the loss of an input of shape (2, 3) for "none", and which has yours?
# loses: reductions
def reduced(entries, reduction):
    if reduction == "mean":
        return np.mean(entries)
    if reduction == "sum":
        return np.sum(entries)
    if reduction == "none":
        return np.sum(entries, axis=-1)
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
