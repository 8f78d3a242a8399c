# mistake: `mlp_gradients` differentiates the squared error without its half, and so gives twice what is asked for.
# hint: What becomes of the ½ in E when the square is differentiated? Compare the first factor of δ² in the worked
#     example with yours.
# loses: example_mlp_gradients mlp_one_layer mlp_gradients
# convention: Hagan et al.'s Neural Network Design, where the squared error is not halved
def mlp_gradients(x, y, weights, biases):
    activations = [x]
    for weight, bias in zip(weights, biases, strict=True):
        activations.append(sigmoid(activations[-1] @ weight.T + bias))
    grad_weights, grad_biases = [], []
    grad_activation = 2.0 * (activations[-1] - y)
    for layer in reversed(range(len(weights))):
        before, after = activations[layer], activations[layer + 1]
        sensitivity = grad_activation * after * (1.0 - after)
        grad_weights.insert(0, sensitivity.T @ before)
        grad_biases.insert(0, np.sum(sensitivity, axis=0))
        grad_activation = sensitivity @ weights[layer]
    return grad_weights, grad_biases
