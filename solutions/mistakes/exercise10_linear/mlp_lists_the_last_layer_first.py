# mistake: `mlp_gradients` lists the gradients from the output to the input; they belong in the order of `weights`.
# hint: Compare the shape of the first gradient in your list with that of `weights[0]`. In which order was the list
#     filled?
# loses: example_mlp_gradients mlp_gradients
def mlp_gradients(x, y, weights, biases):
    activations = [x]
    for weight, bias in zip(weights, biases, strict=True):
        activations.append(sigmoid(activations[-1] @ weight.T + bias))
    grad_weights, grad_biases = [], []
    grad_activation = activations[-1] - y
    for layer in reversed(range(len(weights))):
        before, after = activations[layer], activations[layer + 1]
        sensitivity = grad_activation * after * (1.0 - after)
        grad_weights.append(sensitivity.T @ before)
        grad_biases.append(np.sum(sensitivity, axis=0))
        grad_activation = sensitivity @ weights[layer]
    return grad_weights, grad_biases
