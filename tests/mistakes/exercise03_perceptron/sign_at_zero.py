# mistake: You predict with sign, which gives 0 on the boundary; activation 0 predicts +1.
# loses: predict_on_the_boundary
def perceptron_predict(x, weight, bias):
    return np.sign(x @ weight + bias).astype(x.dtype)
