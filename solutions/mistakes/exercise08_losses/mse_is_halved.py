# mistake: `mse_loss` and its gradient are half of what is asked for: there is a factor 1/2 before the square.
# hint: Four squares of the worked example make 18. How often does 4 go into it, and what do you return?
# loses: example_mse_loss mse_loss mse_loss_backward reductions reductions_backward
# convention: Caffe and of many textbooks, where the half cancels the 2 of the derivative
def mse_loss(input, target, reduction="mean"):
    return reduced(0.5 * (input - target) ** 2, reduction)


def mse_loss_backward(input, target, reduction="mean"):
    return reduced_gradient(input - target, reduction)
