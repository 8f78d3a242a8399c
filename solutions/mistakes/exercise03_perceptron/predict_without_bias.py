# mistake: `perceptron_predict` leaves the bias out; the activation is the weighted sum plus the bias.
# hint: Give it x = 0 twice, with the biases 1 and -1. Should both samples end on the same side?
# loses: predict
def perceptron_predict(x, weight, bias):
    return np.where(x @ weight >= 0, 1, -1).astype(x.dtype)
