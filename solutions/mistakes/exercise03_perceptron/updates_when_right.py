# mistake: `perceptron_step` has its condition turned round: it moves for a sample that is right and stays for one
#     that is wrong.
# hint: Which sign has y · activation for a sample on its own side? In the worked step it is -1.5 for label -1: should
#     that one move?
# loses: step_example step fit
def perceptron_step(x, y, weight, bias, lr):
    if y * (x @ weight + bias) <= 0:
        return weight, bias
    return weight + lr * y * x, bias + lr * y
