# mistake: You move by lr · (y - prediction), which for labels ±1 is twice lr · y.
# loses: step_example step
def perceptron_step(x, y, weight, bias, lr):
    if y * (x @ weight + bias) > 0:
        return weight, bias
    return weight + 2 * lr * y * x, bias + 2 * lr * y
