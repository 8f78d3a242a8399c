# mistake: You predict with labels 1 and 0; the perceptron's labels are +1 and -1.
# loses: predict
def perceptron_predict(x, weight, bias):
    return np.asarray(x @ weight + bias >= 0).astype(x.dtype)
