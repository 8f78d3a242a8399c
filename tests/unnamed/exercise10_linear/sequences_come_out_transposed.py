# truth: Linear.forward returns (N, K, T) for sequences instead of (N, T, K): time and outputs have changed places.
# where: Linear.forward
# loses: sequences
import numpy as np

FORWARD = {1: "d,kd->k", 2: "nd,kd->nk", 3: "ntd,kd->nkt"}
WEIGHT = {1: "k,d->kd", 2: "nk,nd->kd", 3: "ntk,ntd->kd"}
BIAS = {1: "k->k", 2: "nk->k", 3: "ntk->k"}
INPUT = {1: "k,kd->d", 2: "nk,kd->nd", 3: "ntk,kd->ntd"}


class Linear:
    def __init__(self, weight, bias=None):
        self.weight = weight
        self.bias = bias
        self.grad_weight = None
        self.grad_bias = None
        self.x = None

    def forward(self, x):
        self.x = x
        y = np.einsum(FORWARD[x.ndim], x, self.weight)
        if self.bias is None:
            return y
        return y + (self.bias[:, None] if x.ndim == 3 else self.bias)

    def backward(self, grad_output):
        n = self.x.ndim
        self.grad_weight = np.einsum(WEIGHT[n], grad_output, self.x)
        self.grad_bias = None if self.bias is None else np.einsum(BIAS[n], grad_output)
        return np.einsum(INPUT[n], grad_output, self.weight)


class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad_output):
        for layer in self.layers[::-1]:
            grad_output = layer.backward(grad_output)
        return grad_output


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def mlp_gradients(x, y, weights, biases):
    activations = [x]
    for w, b in zip(weights, biases):
        activations.append(sigmoid(np.einsum("nd,kd->nk", activations[-1], w) + b))
    grad_weights, grad_biases = [], []
    error = activations[-1] - y
    for layer in reversed(range(len(weights))):
        a = activations[layer + 1]
        delta = error * a * (1 - a)
        grad_weights.insert(0, np.einsum("nk,nd->kd", delta, activations[layer]))
        grad_biases.insert(0, np.einsum("nk->k", delta))
        error = np.einsum("nk,kd->nd", delta, weights[layer])
    return grad_weights, grad_biases
