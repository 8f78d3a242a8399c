# mistake: The bias gradients of `mlp_gradients` are single numbers, summed over samples and units; every unit should
#     have its own.
# hint: How many entries has b¹ in the worked example, and how many has your gradient of it? Only one axis of δ counts
#     samples.
# loses: example_mlp_gradients mlp_one_layer mlp_gradients
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
        grad_biases.insert(0, np.sum(sensitivity))
        grad_activation = sensitivity @ weights[layer]
    return grad_weights, grad_biases
