# mistake: Your training starts at weight one; the statement starts at weight zero and bias zero.
# loses: fit_example fit
def perceptron_fit(x, y, lr, max_epochs):
    weight = np.ones(x.shape[1], dtype=x.dtype)
    bias = x.dtype.type(0)
    errors = []
    for _ in range(max_epochs):
        count = 0
        for sample, label in zip(x, y):
            count += int(label * (sample @ weight + bias) <= 0)
            weight, bias = perceptron_step(sample, label, weight, bias, lr)
        errors.append(count)
        if count == 0:
            break
    return weight, bias, errors
