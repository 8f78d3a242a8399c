# mistake: `hinge_loss` is content as soon as a score is on the right side; it should ask for a margin of 1.
# hint: A score of 0.5 for the target 1 is on the right side. What does it cost in the worked example, and what in
#     yours?
# loses: example_hinge_loss hinge_loss hinge_loss_backward reductions reductions_backward
# convention: the perceptron
def hinge_loss(input, target, reduction="mean"):
    return reduced(np.maximum(-target * input, 0.0), reduction)


def hinge_loss_backward(input, target, reduction="mean"):
    return reduced_gradient(-target * (target * input < 0.0), reduction)
