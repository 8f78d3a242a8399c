# mistake: You update for every sample (Hebb's rule); the perceptron moves only when it is wrong.
# loses: step_example step
def perceptron_step(x, y, weight, bias, lr):
    return weight + lr * y * x, bias + lr * y
