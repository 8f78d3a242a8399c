# mistake: `perceptron_predict` subtracts the bias from the weighted sum, as if it were a threshold; it should be
#     added.
# hint: For x = 0 only the bias speaks. Which side should a positive one choose, and which does yours?
# loses: predict
def perceptron_predict(x, weight, bias):
    return np.where(x @ weight - bias >= 0, 1, -1).astype(x.dtype)
