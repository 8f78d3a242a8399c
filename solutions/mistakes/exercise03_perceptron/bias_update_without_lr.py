# mistake: `perceptron_step` moves the bias by y; it should move by lr · y, as the weight moves by lr · y · x.
# hint: Think of the bias as one more weight, whose input is always 1. What does the rule for the weights say about
#     that one?
# loses: step_example step fit
def perceptron_step(x, y, weight, bias, lr):
    if y * (x @ weight + bias) > 0:
        return weight, bias
    return weight + lr * y * x, bias + y
