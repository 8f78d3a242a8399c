# mistake: `mlp_gradients` updates the weights that were passed in; it should leave them as they are.
# hint: Call it twice with the same arguments: why do the answers differ? Compare `weights` before and after.
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
