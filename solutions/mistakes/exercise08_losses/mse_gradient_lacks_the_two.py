# mistake: `mse_loss_backward` lacks the factor 2 of the derivative of a square.
# hint: Raise a prediction that is 3 too high by 0.01: by how much does its square grow, and how much does your
#     gradient promise?
# loses: example_mse_loss mse_loss_backward reductions_backward
def mse_loss_backward(input, target, reduction="mean"):
    return reduced_gradient(input - target, reduction)
