# mistake: For the mean every gradient is divided by the length of the first dimension; the losses themselves are
#     divided by the number of all entries.
# hint: Move every prediction of a (2, 3) array a little: by how much does the loss change, and how much do your
#     gradients promise?
# loses: example_mse_loss example_l1_loss example_hinge_loss example_binary_cross_entropy example_with_logits
#     example_pos_weight reductions_backward
def reduced_gradient(derivatives, reduction):
    if reduction == "mean":
        return derivatives / len(derivatives)
    if reduction in ("sum", "none"):
        return derivatives
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
