# truth: Linear's grad_bias leaves out the first sample of a batch; mlp_gradients takes |a - y| where a - y belongs.
# where: Linear.backward, mlp_gradients
# loses: example_linear_backward, example_mlp_gradients, grad_bias, sequences, calls_are_independent, mlp_one_layer
# loses: mlp_gradients, float32, arguments
import numpy as np


def flat(a):
    """All leading axes as one."""
    return np.reshape(a, (-1, a.shape[-1]))


class Linear:
    def __init__(self, weight, bias=None):
        self.weight = weight
        self.bias = bias

    def forward(self, x):
        self.last_x = x
        return x @ self.weight.T if self.bias is None else x @ self.weight.T + self.bias

    def backward(self, grad_output):
        xs, gs = flat(self.last_x), flat(grad_output)
        self.grad_weight = np.zeros(self.weight.shape, dtype=self.weight.dtype)
        for n in range(len(xs)):
            self.grad_weight += np.outer(gs[n], xs[n])
        self.grad_bias = None
        if self.bias is not None:
            if grad_output.ndim == 1:
                self.grad_bias = grad_output.copy()
            else:
                self.grad_bias = np.zeros(self.bias.shape, dtype=self.bias.dtype)
                for n in range(1, len(gs)):
                    self.grad_bias += gs[n]
        return grad_output @ self.weight


class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        values = [x]
        for layer in self.layers:
            values.append(layer.forward(values[-1]))
        return values[-1]

    def backward(self, grad_output):
        values = [grad_output]
        for layer in reversed(self.layers):
            values.append(layer.backward(values[-1]))
        return values[-1]


def mlp_gradients(x, y, weights, biases):
    a = [x]
    for w, b in zip(weights, biases):
        z = a[-1] @ w.T + b
        a.append(np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z))))

    error = np.abs(a[-1] - y)
    grad_weights = [None] * len(weights)
    grad_biases = [None] * len(biases)
    for i in range(len(weights) - 1, -1, -1):
        error = error * a[i + 1] * (1 - a[i + 1])
        grad_weights[i] = error.T @ a[i]
        grad_biases[i] = error.sum(axis=0)
        error = error @ weights[i]
    return grad_weights, grad_biases
