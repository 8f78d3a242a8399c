# mistake: The hidden units of your `mlp_forward` are steps; every unit should be a sigmoid.
# hint: In the statement's example the hidden units for x = (1, 1) are 0.75 and 0.25. Which function of ln 3 and -ln 3
#     gives those two numbers?
# loses: mlp_example mlp_forward
def mlp_forward(x, weights, biases):
    hidden = x
    for weight, bias in zip(weights[:-1], biases[:-1]):
        hidden = (hidden @ weight.T + bias >= 0).astype(x.dtype)
    return sigmoid(hidden @ weights[-1].T + biases[-1])
