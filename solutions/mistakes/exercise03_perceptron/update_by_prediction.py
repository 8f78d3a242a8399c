# mistake: `perceptron_step` updates where the prediction differs from `y`; a sample with y = +1 on the boundary
#     should cause an update too.
# hint: From weight zero and bias zero, what is predicted for a sample with label +1? Compare that with what y ·
#     activation says about the same sample.
# loses: step_on_the_boundary
# convention: Hagan et al.'s Neural Network Design (chapter 4), where an error is an output that differs from its
#     target
def perceptron_step(x, y, weight, bias, lr):
    if perceptron_predict(x, weight, bias) == y:
        return weight, bias
    return weight + lr * y * x, bias + lr * y
