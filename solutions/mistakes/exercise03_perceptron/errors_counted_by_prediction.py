# mistake: `perceptron_fit` counts a sample where its prediction is wrong; it should count every update, those of
#     samples on the boundary too.
# hint: In the first row of the statement's table, what is predicted for (1, 0) just before its star? Count stars, not
#     predictions.
# loses: fit_example fit
def perceptron_fit(x, y, lr, max_epochs):
    weight = np.zeros(x.shape[1], dtype=x.dtype)
    bias = x.dtype.type(0)
    errors = []
    for _ in range(max_epochs):
        count = 0
        for sample, label in zip(x, y):
            count += int(perceptron_predict(sample, weight, bias) != label)
            weight, bias = perceptron_step(sample, label, weight, bias, lr)
        errors.append(count)
        if count == 0:
            break
    return weight, bias, errors
