# mistake: `hinge_loss` squares what the margin lacks, and its gradient is that of the square.
# hint: A margin of -1.5 lacks 2.5. What does the worked example make of it, and what do you?
# loses: example_hinge_loss hinge_loss hinge_loss_backward reductions reductions_backward
# convention: support-vector machines with the squared hinge, such as scikit-learn's LinearSVC by default
def hinge_loss(input, target, reduction="mean"):
    return reduced(np.maximum(1.0 - target * input, 0.0) ** 2, reduction)


def hinge_loss_backward(input, target, reduction="mean"):
    return reduced_gradient(-2.0 * target * np.maximum(1.0 - target * input, 0.0), reduction)
