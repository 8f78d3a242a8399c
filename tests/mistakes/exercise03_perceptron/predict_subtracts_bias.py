# mistake: You subtract the bias from the weighted sum, as if it were a threshold; it is added.
# loses: predict
def perceptron_predict(x, weight, bias):
    return np.where(x @ weight - bias >= 0, 1, -1).astype(x.dtype)
