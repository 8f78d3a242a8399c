# mistake: `mse_loss` is the root of the mean squared error.
# hint: In which unit is the squared error of lengths in metres, and in which is your result?
# loses: example_mse_loss mse_loss reductions
def mse_loss(input, target, reduction="mean"):
    return np.sqrt(reduced((input - target) ** 2, reduction))
