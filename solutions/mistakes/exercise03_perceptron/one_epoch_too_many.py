# mistake: `perceptron_fit` runs one epoch more than `max_epochs` where no epoch is free of errors.
# hint: With max_epochs = 1 and the data of XOR, how many numbers should the list hold? Count the rounds of your loop
#     for that case.
# loses: fit fit_gives_up
reference_fit = perceptron_fit


def perceptron_fit(x, y, lr, max_epochs):
    return reference_fit(x, y, lr, max_epochs + 1)
