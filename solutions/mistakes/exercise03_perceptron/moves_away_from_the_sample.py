# mistake: `perceptron_step` subtracts lr · y · x and lr · y where they should be added, so a wrong sample gets even
#     more wrong.
# hint: Compute y · activation of the worked sample before and after your step. Has it come nearer to its own side?
# loses: step_example step step_on_the_boundary fit_example fit fit_within_the_bound
def perceptron_step(x, y, weight, bias, lr):
    if y * (x @ weight + bias) > 0:
        return weight, bias
    return weight - lr * y * x, bias - lr * y
