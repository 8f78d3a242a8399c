# mistake: The weights that were passed in are updated in place on the way back.
# loses: arguments
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
        grad_activation = sensitivity @ weights[layer]
    for layer, gradient in enumerate(grad_weights):
        weights[layer] -= 0.1 * gradient
    return grad_weights, grad_biases
