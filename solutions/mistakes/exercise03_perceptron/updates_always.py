# mistake: `perceptron_step` moves for every sample, as in Hebb's rule; it should move only for one that is wrong.
# hint: What does the worked step do for label +1? Ask on which side of the boundary the sample lies before anything
#     moves.
# loses: step_example step
def perceptron_step(x, y, weight, bias, lr):
    return weight + lr * y * x, bias + lr * y
