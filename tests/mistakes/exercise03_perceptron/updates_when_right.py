# mistake: Your condition is turned round: you update when the sample is right and leave it when it is wrong.
# loses: step_example step fit
def perceptron_step(x, y, weight, bias, lr):
    if y * (x @ weight + bias) <= 0:
        return weight, bias
    return weight + lr * y * x, bias + lr * y
