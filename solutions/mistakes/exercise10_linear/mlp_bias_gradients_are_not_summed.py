# mistake: The bias gradients of `mlp_gradients` have a row for each sample; they should be the sums of these rows.
# hint: Which shape has each bias? All samples shared it, so how do their sensitivities come together in it?
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
        grad_biases.insert(0, sensitivity)
        grad_activation = sensitivity @ weights[layer]
    return grad_weights, grad_biases
