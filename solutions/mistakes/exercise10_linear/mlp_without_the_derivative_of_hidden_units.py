# mistake: The hidden sensitivities of `mlp_gradients` lack the derivative of their sigmoids.
# hint: What comes back through the weights is a derivative with respect to the activation a. By what does the worked
#     example multiply to get from there to z?
# loses: example_mlp_gradients mlp_gradients
def mlp_gradients(x, y, weights, biases):
    activations = [x]
    for weight, bias in zip(weights, biases, strict=True):
        activations.append(sigmoid(activations[-1] @ weight.T + bias))
    grad_weights, grad_biases = [], []
    grad_activation = activations[-1] - y
    for layer in reversed(range(len(weights))):
        before, after = activations[layer], activations[layer + 1]
        sensitivity = grad_activation * after * (1.0 - after) if layer == len(weights) - 1 else grad_activation
        grad_weights.insert(0, sensitivity.T @ before)
        grad_biases.insert(0, np.sum(sensitivity, axis=0))
        grad_activation = sensitivity @ weights[layer]
    return grad_weights, grad_biases
