# mistake: `perceptron_step` moves by lr · (y - prediction), which for labels ±1 is twice lr · y, or nothing.
# hint: Make a table of label minus prediction for the four pairs of +1 and -1. Which factor stands in its place in
#     the statement, and how large is that one?
# loses: step_example step step_on_the_boundary
# convention: Raschka's Python Machine Learning (2015), where the step is lr · (target - prediction) · x
def perceptron_step(x, y, weight, bias, lr):
    move = lr * (y - perceptron_predict(x, weight, bias))
    return weight + move * x, bias + move
