# truth: Linear's grad_weight has its rows in the order 0, K-1, ..., 1 (index -k for k), which shows for K ≥ 3 only.
# where: Linear.backward
# loses: grad_weight, without_bias, vectors, sequences, calls_are_independent, float32, arguments
import numpy as np


class Linear:
    def __init__(self, weight, bias=None):
        self.weight = weight
        self.bias = bias
        self.memory = []

    def forward(self, x):
        self.memory = [x]
        y = np.matmul(self.weight, x[..., None])[..., 0]
        if self.bias is not None:
            y = y + self.bias
        return y

    def backward(self, grad_output):
        (x,) = self.memory
        outputs, inputs = self.weight.shape
        x = x.reshape(-1, inputs)
        columns = grad_output.reshape(-1, outputs).T
        self.grad_weight = np.zeros_like(self.weight)
        for k in range(outputs):
            self.grad_weight[k] = columns[-k] @ x
        if self.bias is None:
            self.grad_bias = None
        else:
            self.grad_bias = columns.sum(axis=1)
        return (grad_output[..., None, :] @ self.weight)[..., 0, :]


class Sequential:
    def __init__(self, layers):
        self.layers = [*layers]

    def forward(self, x):
        result = x
        for layer in self.layers:
            result = layer.forward(result)
        return result

    def backward(self, grad_output):
        result = grad_output
        for layer in reversed(self.layers):
            result = layer.backward(result)
        return result


def mlp_gradients(x, y, weights, biases):
    L = len(weights)
    a = {0: x}
    for l in range(1, L + 1):
        z = a[l - 1] @ weights[l - 1].T + biases[l - 1]
        a[l] = 1 / (1 + np.exp(-z))
    delta = {L: (a[L] - y) * a[L] * (1 - a[L])}
    for l in range(L - 1, 0, -1):
        delta[l] = (delta[l + 1] @ weights[l]) * a[l] * (1 - a[l])
    grad_weights = [delta[l].T @ a[l - 1] for l in range(1, L + 1)]
    grad_biases = [delta[l].sum(0) for l in range(1, L + 1)]
    return grad_weights, grad_biases
