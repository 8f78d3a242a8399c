# mistake: `mlp_forward` multiplies by each weight as it is; its shape (out, in) asks for the transpose.
# hint: For a layer from 3 inputs to 5 units, what must stand behind (N, 3) so that (N, 5) comes out? Compare that
#     with the shape in which `weights` holds it.
# loses: mlp_forward
def mlp_forward(x, weights, biases):
    hidden = x
    for weight, bias in zip(weights, biases):
        hidden = sigmoid(hidden @ weight + bias)
    return hidden
