# mistake: You never update the bias, so the boundary always passes through the origin.
# loses: step_example step fit_example fit fit_within_the_bound
def perceptron_step(x, y, weight, bias, lr):
    if y * (x @ weight + bias) > 0:
        return weight, bias
    return weight + lr * y * x, bias
