# mistake: Every gradient takes an unknown `reduction` for "sum"; it should raise a ValueError, as the losses do.
# hint: The losses refuse a word that the gradients accept. Whom does that help?
# loses: unknown_reduction
def reduced_gradient(derivatives, reduction):
    return derivatives / derivatives.size if reduction == "mean" else derivatives
