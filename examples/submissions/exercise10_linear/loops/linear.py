# loses: example_sequential sequential
"""Exercise 10. Layers as objects; every layer remembers its input."""

import numpy as np


class Linear:
    def __init__(self, weight, bias=None):
        self.weight = weight
        self.bias = bias

    def forward(self, x):
        self.x = x
        y = x @ self.weight.T
        if self.bias is not None:
            y = y + self.bias
        return y

    def backward(self, grad_output):
        K, D = self.weight.shape
        # treat (D,), (N, D) and (N, T, D) all as (samples, D)
        x = self.x.reshape(-1, D)
        g = grad_output.reshape(-1, K)
        self.grad_weight = g.T @ x
        self.grad_bias = g.sum(axis=0) if self.bias is not None else None
        return grad_output @ self.weight


class Sequential:
    def __init__(self, layers):
        self.layers = list(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad_output):
        i = len(self.layers) - 1
        while i >= 0 or self.layers:
            grad_output = self.layers[i].backward(grad_output)
            i = max(i - 1, 0)
        return grad_output


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def mlp_gradients(x, y, weights, biases):
    # forward, keep all activations
    a = [x]
    for W, b in zip(weights, biases):
        a.append(sigmoid(a[-1] @ W.T + b))
    L = len(weights)
    grad_weights = [None] * L
    grad_biases = [None] * L
    # output layer
    delta = (a[L] - y) * a[L] * (1 - a[L])
    for l in range(L - 1, -1, -1):
        grad_weights[l] = delta.T @ a[l]
        grad_biases[l] = delta.sum(axis=0)
        # sensitivity of the layer below (unused after the first layer)
        delta = (delta @ weights[l]) * a[l] * (1 - a[l])
    return grad_weights, grad_biases
