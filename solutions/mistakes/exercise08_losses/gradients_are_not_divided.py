# mistake: For the mean every gradient is that of the sum; it lacks the division by the number of entries.
# hint: In the worked examples the gradients are a multiple of what is asked for. Which number is it, and where does
#     the loss divide by it?
# loses: example_mse_loss example_l1_loss example_hinge_loss example_binary_cross_entropy example_with_logits
#     example_pos_weight reductions_backward
def reduced_gradient(derivatives, reduction):
    if reduction in ("mean", "sum", "none"):
        return derivatives
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
