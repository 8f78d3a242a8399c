# mistake: `perceptron_fit` counts the samples that are wrong after the epoch; an error is an update, counted when its
#     sample is looked at.
# hint: How many stars has the first row of the statement's table, and how many of the four samples are wrong once
#     that row is done? Which of the two numbers is listed?
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
