# mistake: `mlp_gradients` starts from y - a, so that all gradients have the opposite sign.
# hint: If an output lies above its target and grows further, does E grow or shrink? Check the sign of δ² in the
#     worked example.
# loses: example_mlp_gradients mlp_one_layer mlp_gradients
# convention: the delta rule of Rumelhart, Hinton and Williams in Parallel Distributed Processing (1986), whose deltas
#     are minus the derivatives
def mlp_gradients(x, y, weights, biases):
    activations = [x]
    for weight, bias in zip(weights, biases, strict=True):
        activations.append(sigmoid(activations[-1] @ weight.T + bias))
    grad_weights, grad_biases = [], []
    grad_activation = y - activations[-1]
    for layer in reversed(range(len(weights))):
        before, after = activations[layer], activations[layer + 1]
        sensitivity = grad_activation * after * (1.0 - after)
        grad_weights.insert(0, sensitivity.T @ before)
        grad_biases.insert(0, np.sum(sensitivity, axis=0))
        grad_activation = sensitivity @ weights[layer]
    return grad_weights, grad_biases
