# mistake: `l1_loss_backward` has the opposite sign of the gradient.
# hint: A prediction above its target is raised further. Does the absolute error grow?
# loses: example_l1_loss l1_loss_backward reductions_backward
def l1_loss_backward(input, target, reduction="mean"):
    return reduced_gradient(np.sign(target - input), reduction)
