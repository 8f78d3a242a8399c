# mistake: `perceptron_fit` gives float64 weights for float32 samples; its result should have the dtype of `x`.
# hint: Which dtype does an array of zeros have when nobody names one? Print the dtype of your weight before the first
#     sample and after the last.
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
