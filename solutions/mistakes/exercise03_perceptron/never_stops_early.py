# mistake: `perceptron_fit` always goes on to `max_epochs`; it should stop after the first epoch without an error.
# hint: Once an epoch has gone by without an update, what can the next one change? Compare the length of your list
#     with that of the statement's example.
# loses: fit_example fit
def perceptron_fit(x, y, lr, max_epochs):
    weight = np.zeros(x.shape[1], dtype=x.dtype)
    bias = x.dtype.type(0)
    errors = []
    for _ in range(max_epochs):
        count = 0
        for sample, label in zip(x, y):
            count += int(label * (sample @ weight + bias) <= 0)
            weight, bias = perceptron_step(sample, label, weight, bias, lr)
        errors.append(count)
    return weight, bias, errors
