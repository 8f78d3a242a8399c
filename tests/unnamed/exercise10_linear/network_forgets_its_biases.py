# truth: mlp_gradients leaves the biases out of its forward pass; backward it is right for that network without biases.
# where: mlp_gradients
# loses: example_mlp_gradients, mlp_one_layer, mlp_gradients, float32, arguments
import numpy as np


class Linear:
    def __init__(self, weight, bias=None):
        self.weight = weight
        self.bias = bias

    def forward(self, x):
        self.saved = x
        y = np.dot(x, self.weight.T)
        return y if self.bias is None else y + self.bias

    def backward(self, grad_output):
        leading = list(range(grad_output.ndim - 1))
        self.grad_weight = np.tensordot(grad_output, self.saved, axes=(leading, leading))
        self.grad_bias = None
        if self.bias is not None:
            self.grad_bias = np.sum(grad_output, axis=tuple(leading))
        return np.dot(grad_output, self.weight)


class Sequential:
    def __init__(self, layers):
        self.n = len(layers)
        self.layers = layers

    def forward(self, x):
        i = 0
        while i < self.n:
            x = self.layers[i].forward(x)
            i += 1
        return x

    def backward(self, grad_output):
        i = self.n
        while i > 0:
            i -= 1
            grad_output = self.layers[i].backward(grad_output)
        return grad_output


class Sigmoid:
    def forward(self, z):
        self.a = 1 / (1 + np.exp(-z))
        return self.a

    def backward(self, g):
        return g * self.a * (1 - self.a)


def mlp_gradients(x, y, weights, biases):
    layers = []
    for w in weights:
        layers += [Linear(w), Sigmoid()]
    net = Sequential(layers)
    residual = net.forward(x) - y
    # the bias of a layer gets what comes back through its sigmoid, summed over the samples
    deltas = []
    for layer in reversed(layers):
        residual = layer.backward(residual)
        if isinstance(layer, Sigmoid):
            deltas.append(residual)
    grad_weights = [layer.grad_weight for layer in layers[::2]]
    grad_biases = [d.sum(axis=0) for d in reversed(deltas)]
    return grad_weights, grad_biases
