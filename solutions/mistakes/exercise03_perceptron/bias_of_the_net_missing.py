# mistake: `mlp_forward` leaves the biases out; each layer adds its own to its sums.
# hint: What does your net give for an input of zeros, whatever the biases are? Compare it with the second row of the
#     statement's example.
# loses: mlp_example mlp_forward
def mlp_forward(x, weights, biases):
    hidden = x
    for weight in weights:
        hidden = sigmoid(hidden @ weight.T)
    return hidden
