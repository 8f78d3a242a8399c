# mistake: `perceptron_fit` starts at weight one; it should start at weight zero and bias zero.
# hint: Look at the first cell of the statement's table: which weights are left after the sample (0, 0)? Can that
#     sample have moved them?
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
