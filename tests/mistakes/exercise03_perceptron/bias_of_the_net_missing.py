# mistake: Your net leaves the biases out.
# loses: mlp_example mlp_forward
def mlp_forward(x, weights, biases):
    hidden = x
    for weight in weights:
        hidden = sigmoid(hidden @ weight.T)
    return hidden
