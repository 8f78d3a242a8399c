# mistake: `mlp_forward` returns the output of its first layer; each layer's output should go into the next.
# hint: How many units has the last layer of the statement's net, and how many columns has your result? Look how far
#     the line that returns is indented.
# loses: mlp_example mlp_forward
def mlp_forward(x, weights, biases):
    for weight, bias in zip(weights, biases):
        return sigmoid(x @ weight.T + bias)
