# mistake: `mlp_gradients` sends each sensitivity back through the weights of the layer below instead of those of its
#     own layer.
# hint: A sensitivity has as many columns as its layer has units: which weight has that many rows? Compare the indices
#     in the statement's formula for the hidden δ.
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
        grad_activation = sensitivity @ weights[max(layer - 1, 0)]
    return grad_weights, grad_biases
