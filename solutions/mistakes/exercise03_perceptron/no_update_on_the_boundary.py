# mistake: `perceptron_step` and `perceptron_fit` take a sample on the boundary for right; it is an error, or learning
#     never begins.
# hint: Start at weight zero and bias zero: what is y · activation then, for every sample? What does your condition
#     make of that number?
# loses: step_on_the_boundary fit_example fit fit_within_the_bound
def perceptron_step(x, y, weight, bias, lr):
    if y * (x @ weight + bias) >= 0:
        return weight, bias
    return weight + lr * y * x, bias + lr * y


def perceptron_fit(x, y, lr, max_epochs):
    weight = np.zeros(x.shape[1], dtype=x.dtype)
    bias = x.dtype.type(0)
    errors = []
    for _ in range(max_epochs):
        count = 0
        for sample, label in zip(x, y):
            count += int(label * (sample @ weight + bias) < 0)
            weight, bias = perceptron_step(sample, label, weight, bias, lr)
        errors.append(count)
        if count == 0:
            break
    return weight, bias, errors
