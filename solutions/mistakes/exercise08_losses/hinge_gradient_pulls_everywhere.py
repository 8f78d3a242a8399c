# mistake: `hinge_loss_backward` pulls at scores whose margin is large enough, too.
# hint: How does the loss change with a score whose margin is 3? What does your gradient have there?
# loses: example_hinge_loss hinge_loss_backward reductions_backward
def hinge_loss_backward(input, target, reduction="mean"):
    return reduced_gradient(-target, reduction)
