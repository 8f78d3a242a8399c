# mistake: Your prediction leaves the bias out.
# loses: predict
def perceptron_predict(x, weight, bias):
    return np.where(x @ weight >= 0, 1, -1).astype(x.dtype)
