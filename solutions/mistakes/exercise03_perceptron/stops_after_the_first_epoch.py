# mistake: `perceptron_fit` returns after its first epoch; it should go on until an epoch has no error or `max_epochs`
#     are done.
# hint: How many numbers does your list hold for the statement's "or"? Look how far the line that ends the loop is
#     indented.
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
