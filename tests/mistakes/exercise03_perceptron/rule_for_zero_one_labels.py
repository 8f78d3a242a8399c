# mistake: You treat labels as 0 and 1, so samples of class -1 correct nothing.
# loses: step_example step
def perceptron_step(x, y, weight, bias, lr):
    y = max(y, 0)
    if y * (x @ weight + bias) > 0:
        return weight, bias
    return weight + lr * y * x, bias + lr * y
