# mistake: The output's sensitivity in `mlp_gradients` is a - y alone, as for cross-entropy; under the squared error
#     it lacks a factor.
# hint: E depends on a², and a² on z²: how many factors does the chain rule ask for? The worked example's δ² is -1/8,
#     so what is missing in yours?
# loses: example_mlp_gradients mlp_one_layer mlp_gradients
def mlp_gradients(x, y, weights, biases):
    activations = [x]
    for weight, bias in zip(weights, biases, strict=True):
        activations.append(sigmoid(activations[-1] @ weight.T + bias))
    grad_weights, grad_biases = [], []
    grad_activation = activations[-1] - y
    for layer in reversed(range(len(weights))):
        before, after = activations[layer], activations[layer + 1]
        sensitivity = grad_activation if layer == len(weights) - 1 else grad_activation * after * (1.0 - after)
        grad_weights.insert(0, sensitivity.T @ before)
        grad_biases.insert(0, np.sum(sensitivity, axis=0))
        grad_activation = sensitivity @ weights[layer]
    return grad_weights, grad_biases
