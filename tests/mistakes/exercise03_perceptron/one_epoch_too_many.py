# mistake: Your training runs one epoch more than max_epochs.
# loses: fit fit_gives_up
reference_fit = perceptron_fit


def perceptron_fit(x, y, lr, max_epochs):
    return reference_fit(x, y, lr, max_epochs + 1)
