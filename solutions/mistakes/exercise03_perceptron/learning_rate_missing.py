# mistake: `perceptron_step` leaves `lr` out; weight and bias should move by lr · y · x and lr · y.
# hint: Do the worked step once with lr = 0.5 and once with lr = 1. How far should the weight move in each, and how
#     far does yours?
# loses: step_example step fit
def perceptron_step(x, y, weight, bias, lr):
    if y * (x @ weight + bias) > 0:
        return weight, bias
    return weight + y * x, bias + y
