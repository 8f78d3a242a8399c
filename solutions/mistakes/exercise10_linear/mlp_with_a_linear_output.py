# mistake: The output units of `mlp_gradients` are linear; they should be sigmoids like all others.
# hint: Which values can your output take, and which can a sigmoid? In the worked example z² is 0: what is a²?
# loses: example_mlp_gradients mlp_one_layer mlp_gradients
def mlp_gradients(x, y, weights, biases):
    activations = [x]
    for number, (weight, bias) in enumerate(zip(weights, biases, strict=True), start=1):
        z = activations[-1] @ weight.T + bias
        activations.append(z if number == len(weights) else sigmoid(z))
    grad_weights, grad_biases = [], []
    sensitivity = activations[-1] - y
    for layer in reversed(range(len(weights))):
        before = activations[layer]
        grad_weights.insert(0, sensitivity.T @ before)
        grad_biases.insert(0, np.sum(sensitivity, axis=0))
        sensitivity = (sensitivity @ weights[layer]) * before * (1.0 - before)
    return grad_weights, grad_biases
