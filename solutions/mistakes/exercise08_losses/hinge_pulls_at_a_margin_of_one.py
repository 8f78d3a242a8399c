# mistake: `hinge_loss_backward` still pulls at a margin of exactly 1, where the derivative is to be 0.
# hint: At the kink either neighbour's slope could be taken. Which one does the statement take, and which does your
#     comparison?
# loses: kinks
def hinge_loss_backward(input, target, reduction="mean"):
    return reduced_gradient(-target * (target * input <= 1.0), reduction)
