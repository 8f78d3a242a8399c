# mistake: `mse_loss_backward` has the opposite sign of the gradient.
# hint: A prediction is too high. Does the loss grow or shrink when it is raised further, and what does the sign of
#     your gradient say?
# loses: example_mse_loss mse_loss_backward reductions_backward
def mse_loss_backward(input, target, reduction="mean"):
    return reduced_gradient(2.0 * (target - input), reduction)
