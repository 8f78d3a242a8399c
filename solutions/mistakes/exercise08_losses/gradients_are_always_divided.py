# mistake: Every gradient is divided by the number of entries whatever `reduction` is, and is right for the mean
#     alone.
# hint: Which of the three reductions divides anything? Compare your gradient for sum with that for mean.
# loses: reductions_backward
def reduced_gradient(derivatives, reduction):
    if reduction in ("mean", "sum", "none"):
        return derivatives / derivatives.size
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
