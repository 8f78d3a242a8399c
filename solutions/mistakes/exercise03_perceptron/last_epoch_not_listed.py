# mistake: `perceptron_fit` leaves the last epoch, the one without an error, out of its list; the list should end with
#     its 0.
# hint: The statement's list for "or" has six entries. When does your loop find out that an epoch had no error, before
#     or after it writes the number down?
# loses: fit_example fit fit_within_the_bound
def perceptron_fit(x, y, lr, max_epochs):
    weight = np.zeros(x.shape[1], dtype=x.dtype)
    bias = x.dtype.type(0)
    errors = []
    for _ in range(max_epochs):
        count = 0
        for sample, label in zip(x, y):
            count += int(label * (sample @ weight + bias) <= 0)
            weight, bias = perceptron_step(sample, label, weight, bias, lr)
        if count == 0:
            break
        errors.append(count)
    return weight, bias, errors
