# mistake: Your list of errors leaves out the last epoch, the one without an error.
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
