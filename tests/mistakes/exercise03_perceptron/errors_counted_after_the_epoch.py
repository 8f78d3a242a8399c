# mistake: You count the errors after the epoch; an error is an update, counted when the sample is looked at.
# loses: fit_example fit
def perceptron_fit(x, y, lr, max_epochs):
    weight = np.zeros(x.shape[1], dtype=x.dtype)
    bias = x.dtype.type(0)
    errors = []
    for _ in range(max_epochs):
        for sample, label in zip(x, y):
            weight, bias = perceptron_step(sample, label, weight, bias, lr)
        errors.append(int(np.sum(y * (x @ weight + bias) <= 0)))
        if errors[-1] == 0:
            break
    return weight, bias, errors
