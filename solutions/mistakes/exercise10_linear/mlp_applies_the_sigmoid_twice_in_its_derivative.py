# mistake: `mlp_gradients` takes the derivative of the sigmoid at the activation, as if that were the weighted sum.
# hint: In the worked example every unit gives 1/2 and every derivative is 1/4: what are yours? Ask of each array
#     whether it has been through the sigmoid already.
# loses: example_mlp_gradients mlp_one_layer mlp_gradients
def mlp_gradients(x, y, weights, biases):
    activations = [x]
    for weight, bias in zip(weights, biases, strict=True):
        activations.append(sigmoid(activations[-1] @ weight.T + bias))
    grad_weights, grad_biases = [], []
    grad_activation = activations[-1] - y
    for layer in reversed(range(len(weights))):
        before, after = activations[layer], activations[layer + 1]
        sensitivity = grad_activation * sigmoid(after) * (1.0 - sigmoid(after))
        grad_weights.insert(0, sensitivity.T @ before)
        grad_biases.insert(0, np.sum(sensitivity, axis=0))
        grad_activation = sensitivity @ weights[layer]
    return grad_weights, grad_biases
