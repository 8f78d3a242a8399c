# mistake: `mlp_forward` adds each bias after the sigmoid; it should be added to the sum before.
# hint: Between which two numbers must every output lie, and what can a bias of 5 do to yours? Look what stands inside
#     the brackets of σ in the statement.
# loses: mlp_example mlp_forward
def mlp_forward(x, weights, biases):
    hidden = x
    for weight, bias in zip(weights, biases):
        hidden = sigmoid(hidden @ weight.T) + bias
    return hidden
