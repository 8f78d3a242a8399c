# mistake: Your step leaves the learning rate out.
# loses: step_example step fit
def perceptron_step(x, y, weight, bias, lr):
    if y * (x @ weight + bias) > 0:
        return weight, bias
    return weight + y * x, bias + y
