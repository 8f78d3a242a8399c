# mistake: The last layer of your `mlp_forward` has no sigmoid; every layer should end in one.
# hint: The statement's example says 0.5 for x = (1, 1). Is that the sum of the output unit, or what the sigmoid makes
#     of the sum?
# loses: mlp_example mlp_forward
def mlp_forward(x, weights, biases):
    hidden = x
    for weight, bias in zip(weights[:-1], biases[:-1]):
        hidden = sigmoid(hidden @ weight.T + bias)
    return hidden @ weights[-1].T + biases[-1]
