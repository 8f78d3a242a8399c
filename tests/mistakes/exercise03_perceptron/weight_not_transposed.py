# mistake: You multiply by weight where its shape (out, in) asks for its transpose.
# loses: mlp_forward
def mlp_forward(x, weights, biases):
    hidden = x
    for weight, bias in zip(weights, biases):
        hidden = sigmoid(hidden @ weight + bias)
    return hidden
