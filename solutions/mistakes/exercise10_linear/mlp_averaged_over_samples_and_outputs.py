# mistake: `mlp_gradients` divides by the number of samples and of outputs; the error is a sum over both.
# hint: Make the batch twice as long, or the output twice as wide, by copies: what happens to E? Find the factor of
#     yours that works against it.
# loses: mlp_one_layer mlp_gradients
def mlp_gradients(x, y, weights, biases):
    activations = [x]
    for weight, bias in zip(weights, biases, strict=True):
        activations.append(sigmoid(activations[-1] @ weight.T + bias))
    grad_weights, grad_biases = [], []
    grad_activation = (activations[-1] - y) / y.size
    for layer in reversed(range(len(weights))):
        before, after = activations[layer], activations[layer + 1]
        sensitivity = grad_activation * after * (1.0 - after)
        grad_weights.insert(0, sensitivity.T @ before)
        grad_biases.insert(0, np.sum(sensitivity, axis=0))
        grad_activation = sensitivity @ weights[layer]
    return grad_weights, grad_biases
