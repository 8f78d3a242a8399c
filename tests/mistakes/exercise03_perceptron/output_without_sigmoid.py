# mistake: Your last layer has no sigmoid; in this net every layer ends in one.
# loses: mlp_example mlp_forward
def mlp_forward(x, weights, biases):
    hidden = x
    for weight, bias in zip(weights[:-1], biases[:-1]):
        hidden = sigmoid(hidden @ weight.T + bias)
    return hidden @ weights[-1].T + biases[-1]
