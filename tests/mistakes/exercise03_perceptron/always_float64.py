# mistake: Your training starts from float64 zeros, so float32 data give float64 weights.
# loses: fit
def perceptron_fit(x, y, lr, max_epochs):
    weight, bias, errors = np.zeros(x.shape[1]), 0.0, []
    for _ in range(max_epochs):
        count = 0
        for sample, label in zip(x, y):
            count += int(label * (sample @ weight + bias) <= 0)
            weight, bias = perceptron_step(sample, label, weight, bias, lr)
        errors.append(count)
        if count == 0:
            break
    return weight, bias, errors
