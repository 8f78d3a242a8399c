# mistake: `mlp_gradients` returns float64 for float32 arguments; the dtype should stay as it is.
# hint: Print the dtype of every activation and every sensitivity. Where does float32 first become float64?
# loses: float32
def mlp_gradients(x, y, weights, biases):
    activations = [x.astype(np.float64)]
    for weight, bias in zip(weights, biases, strict=True):
        activations.append(sigmoid(activations[-1] @ weight.T + bias))
    grad_weights, grad_biases = [], []
    grad_activation = activations[-1] - y
    for layer in reversed(range(len(weights))):
        before, after = activations[layer], activations[layer + 1]
        sensitivity = grad_activation * after * (1.0 - after)
        grad_weights.insert(0, sensitivity.T @ before)
        grad_biases.insert(0, np.sum(sensitivity, axis=0))
        grad_activation = sensitivity @ weights[layer]
    return grad_weights, grad_biases
