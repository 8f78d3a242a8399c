# mistake: `mlp_gradients` divides by the number of samples at every layer, so the first layers are divided again and
#     again.
# hint: Put every sample into the batch twice and compare old and new gradients layer by layer: is it one factor for
#     all of them? Then count how often N stands in E.
# loses: mlp_one_layer mlp_gradients
def mlp_gradients(x, y, weights, biases):
    activations = [x]
    for weight, bias in zip(weights, biases, strict=True):
        activations.append(sigmoid(activations[-1] @ weight.T + bias))
    grad_weights, grad_biases = [], []
    grad_activation = activations[-1] - y
    for layer in reversed(range(len(weights))):
        before, after = activations[layer], activations[layer + 1]
        sensitivity = grad_activation * after * (1.0 - after) / len(x)
        grad_weights.insert(0, sensitivity.T @ before)
        grad_biases.insert(0, np.sum(sensitivity, axis=0))
        grad_activation = sensitivity @ weights[layer]
    return grad_weights, grad_biases
