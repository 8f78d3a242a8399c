# mistake: Only the last layer of your `mlp_forward` has a sigmoid; without one in the hidden layers the net is a
#     single layer in disguise.
# hint: Write two layers with nothing between them as one matrix and one bias. What was the second layer good for, and
#     what does the statement put between them?
# loses: mlp_example mlp_forward
def mlp_forward(x, weights, biases):
    hidden = x
    for weight, bias in zip(weights, biases):
        hidden = hidden @ weight.T + bias
    return sigmoid(hidden)
