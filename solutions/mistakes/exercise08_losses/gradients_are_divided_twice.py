# mistake: For the mean every gradient is divided by the number of entries twice.
# hint: Follow the number of entries through your gradient: in how many lines does it divide, and in how many does it
#     divide the loss?
# loses: example_mse_loss example_l1_loss example_hinge_loss example_binary_cross_entropy example_with_logits
#     example_pos_weight reductions_backward
def reduced_gradient(derivatives, reduction):
    if reduction == "mean":
        return derivatives / derivatives.size**2
    if reduction in ("sum", "none"):
        return derivatives
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
