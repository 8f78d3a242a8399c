# mistake: You judge every sample of an epoch with the weights from its start; the rule updates after each sample.
# loses: fit_example fit
def perceptron_fit(x, y, lr, max_epochs):
    weight = np.zeros(x.shape[1], dtype=x.dtype)
    bias = x.dtype.type(0)
    errors = []
    for _ in range(max_epochs):
        wrong = y * (x @ weight + bias) <= 0
        weight = weight + lr * (y[wrong, None] * x[wrong]).sum(axis=0)
        bias = bias + lr * y[wrong].sum()
        errors.append(int(wrong.sum()))
        if errors[-1] == 0:
            break
    return weight, bias, errors
