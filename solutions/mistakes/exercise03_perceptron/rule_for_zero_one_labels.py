# mistake: `perceptron_step` treats labels as 0 and 1, so samples of class -1 correct nothing.
# hint: Do the worked step with label -1: by which number does your rule multiply `x`? A wrong sample of that class
#     has to push the weights away from itself.
# loses: step_example step
def perceptron_step(x, y, weight, bias, lr):
    y = max(y, 0)
    if y * (x @ weight + bias) > 0:
        return weight, bias
    return weight + lr * y * x, bias + lr * y
