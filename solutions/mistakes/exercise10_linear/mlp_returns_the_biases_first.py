# mistake: `mlp_gradients` returns the gradients of the biases before those of the weights; the weights should come
#     first.
# hint: How many dimensions have the arrays of your first list, and how many should they have? Compare the order with
#     that of the arguments.
# loses: example_mlp_gradients mlp_one_layer mlp_gradients
# convention: Nielsen's Neural Networks and Deep Learning, whose `backprop` returns (nabla_b, nabla_w)
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
        grad_activation = sensitivity @ weights[layer]
    return grad_biases, grad_weights
