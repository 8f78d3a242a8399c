# mistake: `mlp_gradients` divides by the number of samples; the error is a sum over the batch.
# hint: Put every sample into the batch twice: by which factor does E grow, and by which do your gradients?
# loses: mlp_one_layer mlp_gradients
# convention: Andrew Ng's Deep Learning course and of Nielsen's Neural Networks and Deep Learning, where the cost is a
#     mean over the samples
def mlp_gradients(x, y, weights, biases):
    activations = [x]
    for weight, bias in zip(weights, biases, strict=True):
        activations.append(sigmoid(activations[-1] @ weight.T + bias))
    grad_weights, grad_biases = [], []
    grad_activation = (activations[-1] - y) / len(x)
    for layer in reversed(range(len(weights))):
        before, after = activations[layer], activations[layer + 1]
        sensitivity = grad_activation * after * (1.0 - after)
        grad_weights.insert(0, sensitivity.T @ before)
        grad_biases.insert(0, np.sum(sensitivity, axis=0))
        grad_activation = sensitivity @ weights[layer]
    return grad_weights, grad_biases
