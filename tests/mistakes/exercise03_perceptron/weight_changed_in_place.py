# mistake: Your step changes the array `weight` that it was given; the caller still needs it.
# loses: step
def perceptron_step(x, y, weight, bias, lr):
    if y * (x @ weight + bias) <= 0:
        weight += lr * y * x
        bias = bias + lr * y
    return weight, bias
