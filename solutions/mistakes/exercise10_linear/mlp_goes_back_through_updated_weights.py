# mistake: `mlp_gradients` lets each layer's weights take a step before the sensitivity goes back through them.
# hint: Read the statement's last sentence on this function: to which weights do all gradients belong? In the worked
#     example δ² goes back through (1, -3).
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
        grad_weights.insert(0, sensitivity.T @ before)
        grad_biases.insert(0, np.sum(sensitivity, axis=0))
        grad_activation = sensitivity @ (weights[layer] - grad_weights[0])
    return grad_weights, grad_biases
