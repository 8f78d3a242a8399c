# mistake: `hinge_loss_backward` pulls only at scores on the wrong side; those on the right side with a margin below 1
#     have a loss, and so a gradient.
# hint: In the worked example the margin 0.5 costs 0.5. Would a higher score cost less, and does your gradient say so?
# loses: example_hinge_loss hinge_loss_backward reductions_backward
def hinge_loss_backward(input, target, reduction="mean"):
    return reduced_gradient(-target * (target * input < 0.0), reduction)
