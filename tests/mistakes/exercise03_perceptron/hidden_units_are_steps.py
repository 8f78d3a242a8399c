# mistake: Your hidden units are steps; in mlp_forward every unit is a sigmoid.
# loses: mlp_example mlp_forward
def mlp_forward(x, weights, biases):
    hidden = x
    for weight, bias in zip(weights[:-1], biases[:-1]):
        hidden = (hidden @ weight.T + bias >= 0).astype(x.dtype)
    return sigmoid(hidden @ weights[-1].T + biases[-1])
