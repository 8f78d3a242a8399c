# mistake: `mlp_gradients` differentiates the mean of the squared errors; E is half of their sum.
# hint: Which factor stands in front of the sums of E, and which stands in front of yours? Differentiate a single term
#     and compare what is left.
# loses: example_mlp_gradients mlp_one_layer mlp_gradients
# convention: PyTorch's `mse_loss`, a mean over all entries and without the half
def mlp_gradients(x, y, weights, biases):
    activations = [x]
    for weight, bias in zip(weights, biases, strict=True):
        activations.append(sigmoid(activations[-1] @ weight.T + bias))
    grad_weights, grad_biases = [], []
    grad_activation = 2.0 * (activations[-1] - y) / y.size
    for layer in reversed(range(len(weights))):
        before, after = activations[layer], activations[layer + 1]
        sensitivity = grad_activation * after * (1.0 - after)
        grad_weights.insert(0, sensitivity.T @ before)
        grad_biases.insert(0, np.sum(sensitivity, axis=0))
        grad_activation = sensitivity @ weights[layer]
    return grad_weights, grad_biases
