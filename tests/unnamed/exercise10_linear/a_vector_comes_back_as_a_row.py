# truth: For a single sample of shape (D,), Linear.backward returns the gradient of the input as a row (1, D), not (D,).
# where: Linear.backward
# loses: vectors
import numpy as np


class Linear:
    """Everything is done with matrices: a vector is a batch of one."""

    def __init__(self, weight, bias=None):
        self.weight, self.bias = weight, bias

    def forward(self, x):
        self.rows = x.reshape(-1, x.shape[-1])
        self.lead = x.shape[:-1]
        product = self.rows @ self.weight.T
        if self.bias is not None:
            product += self.bias
        return product.reshape(*self.lead, product.shape[1])

    def backward(self, grad_output):
        g = np.atleast_2d(grad_output)
        flat = g.reshape(-1, g.shape[-1])
        self.grad_weight = flat.T @ self.rows
        self.grad_bias = flat.sum(axis=0) if self.bias is not None else None
        return g @ self.weight


class Sequential:
    def __init__(self, layers):
        self.first_to_last = tuple(layers)
        self.last_to_first = tuple(reversed(self.first_to_last))

    def forward(self, x):
        out = x
        for layer in self.first_to_last:
            out = layer.forward(out)
        return out

    def backward(self, grad_output):
        grad = grad_output
        for layer in self.last_to_first:
            grad = layer.backward(grad)
        return grad


def mlp_gradients(x, y, weights, biases):
    def recurse(a, layer):
        """Goes through the layers from `layer` on; returns dE/da and the gradients of these layers."""
        if layer == len(weights):
            return a - y, [], []
        w, b = weights[layer], biases[layer]
        out = 0.5 * (1 + np.tanh(0.5 * (a @ w.T + b)))
        above, gws, gbs = recurse(out, layer + 1)
        delta = above * (out - out * out)
        return delta @ w, [delta.T @ a, *gws], [delta.sum(axis=0), *gbs]

    _, grad_weights, grad_biases = recurse(x, 0)
    return grad_weights, grad_biases
