# mistake: You update where the prediction differs from y; a sample with y = +1 on the boundary must cause an update too.
# loses: step_on_the_boundary
def perceptron_step(x, y, weight, bias, lr):
    if perceptron_predict(x, weight, bias) == y:
        return weight, bias
    return weight + lr * y * x, bias + lr * y
