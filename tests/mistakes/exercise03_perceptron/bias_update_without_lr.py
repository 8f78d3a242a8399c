# mistake: You move the bias by y instead of lr · y.
# loses: step_example step fit
def perceptron_step(x, y, weight, bias, lr):
    if y * (x @ weight + bias) > 0:
        return weight, bias
    return weight + lr * y * x, bias + y
