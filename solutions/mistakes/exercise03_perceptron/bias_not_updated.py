# mistake: `perceptron_step` never updates the bias, so a boundary that starts at the origin never leaves it.
# hint: Think of the points 1 and 2 on a line, with labels -1 and +1: where must the boundary lie? Which number has to
#     change to move it there?
# loses: step_example step fit_example fit fit_within_the_bound
def perceptron_step(x, y, weight, bias, lr):
    if y * (x @ weight + bias) > 0:
        return weight, bias
    return weight + lr * y * x, bias
