# mistake: You predict -1 on the boundary; activation 0 predicts +1.
# loses: predict_on_the_boundary
def perceptron_predict(x, weight, bias):
    return np.where(x @ weight + bias > 0, 1, -1).astype(x.dtype)
