# mistake: Only your last layer has a sigmoid; without one in the hidden layers the net is a single layer in disguise.
# loses: mlp_example mlp_forward
def mlp_forward(x, weights, biases):
    hidden = x
    for weight, bias in zip(weights, biases):
        hidden = hidden @ weight.T + bias
    return sigmoid(hidden)
