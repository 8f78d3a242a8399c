# mistake: `perceptron_fit` judges every sample of an epoch with the weights from the epoch's start; it should update
#     after each sample.
# hint: In the first row of the statement's table, with which weights is the second sample judged? Follow your own
#     loop through the first two samples.
# loses: fit_example fit
# convention: the batch perceptron in Duda, Hart and Stork's Pattern Classification
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
