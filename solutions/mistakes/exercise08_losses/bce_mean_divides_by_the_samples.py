# mistake: The mean of `binary_cross_entropy` and its gradient divide by the length of the first dimension; they
#     should divide by the number of all entries.
# hint: Your mean of four probabilities in two rows is that of how many? Count what the worked example divides by.
# loses: example_binary_cross_entropy reductions reductions_backward
# convention: textbooks that sum over the outputs of a sample and average over the samples
_bce, _bce_backward = binary_cross_entropy, binary_cross_entropy_backward


def binary_cross_entropy(p, target, weight=None, reduction="mean"):
    if reduction == "mean":
        return _bce(p, target, weight, "sum") / len(p)
    return _bce(p, target, weight, reduction)


def binary_cross_entropy_backward(p, target, weight=None, reduction="mean"):
    if reduction == "mean":
        return _bce_backward(p, target, weight, "sum") / len(p)
    return _bce_backward(p, target, weight, reduction)
