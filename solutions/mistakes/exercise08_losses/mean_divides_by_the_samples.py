# mistake: The mean divides by the length of the first dimension, in all losses and gradients; it should divide by the
#     number of all entries.
# hint: An input of shape (2, 3) has how many entries, and by what do you divide? With one dimension the difference
#     cannot be seen.
# loses: example_mse_loss example_l1_loss example_hinge_loss example_binary_cross_entropy example_with_logits
#     example_pos_weight reductions reductions_backward
# convention: textbooks that sum over the outputs of a sample and average over the samples
def reduced(entries, reduction):
    if reduction == "mean":
        return np.sum(entries) / len(entries)
    if reduction == "sum":
        return np.sum(entries)
    if reduction == "none":
        return entries
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")


def reduced_gradient(derivatives, reduction):
    if reduction == "mean":
        return derivatives / len(derivatives)
    if reduction in ("sum", "none"):
        return derivatives
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
