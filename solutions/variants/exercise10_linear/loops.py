# An honest variant: one sample and one unit at a time, and the sensitivities of each sample by themselves.
import math

import numpy as np


class Linear:
    def __init__(self, weight, bias=None):
        self.weight = weight
        self.bias = bias
        self.grad_weight = None
        self.grad_bias = None

    def forward(self, x):
        self.x = x.copy()
        outputs, inputs = self.weight.shape
        result = np.empty((*x.shape[:-1], outputs), dtype=x.dtype)
        for sample in np.ndindex(*x.shape[:-1]):
            for k in range(outputs):
                total = 0.0 if self.bias is None else float(self.bias[k])
                for d in range(inputs):
                    total += float(self.weight[k, d]) * float(x[sample][d])
                result[(*sample, k)] = total
        return result

    def backward(self, grad_output):
        grad_x = np.zeros_like(self.x)
        self.grad_weight = np.zeros(self.weight.shape, dtype=self.weight.dtype)
        self.grad_bias = None if self.bias is None else np.zeros(self.bias.shape, dtype=self.bias.dtype)
        for sample in np.ndindex(*self.x.shape[:-1]):
            for k, grad in enumerate(grad_output[sample]):
                grad_x[sample] += grad * self.weight[k]
                self.grad_weight[k] += grad * self.x[sample]
                if self.grad_bias is not None:
                    self.grad_bias[k] += grad
        return grad_x


class Sequential:
    def __init__(self, layers):
        self.first = layers[0] if layers else None
        self.rest = Sequential(layers[1:]) if layers else None

    def forward(self, x):
        return x if self.first is None else self.rest.forward(self.first.forward(x))

    def backward(self, grad_output):
        return grad_output if self.first is None else self.first.backward(self.rest.backward(grad_output))


def mlp_gradients(x, y, weights, biases):
    grad_weights = [np.zeros(weight.shape, dtype=weight.dtype) for weight in weights]
    grad_biases = [np.zeros(bias.shape, dtype=bias.dtype) for bias in biases]
    for sample, target in zip(x, y, strict=True):
        signals = [[float(value) for value in sample]]
        for weight, bias in zip(weights, biases, strict=True):
            sums = [
                float(b) + sum(float(w) * a for w, a in zip(row, signals[-1], strict=True))
                for row, b in zip(weight, bias, strict=True)
            ]
            signals.append([1.0 / (1.0 + math.exp(-z)) for z in sums])
        sensitivity = [(a - float(t)) * a * (1 - a) for a, t in zip(signals[-1], target, strict=True)]
        for layer in range(len(weights) - 1, -1, -1):
            for k, s in enumerate(sensitivity):
                grad_biases[layer][k] += s
                for d, a in enumerate(signals[layer]):
                    grad_weights[layer][k, d] += s * a
            sensitivity = [
                a * (1 - a) * sum(float(weights[layer][k, d]) * s for k, s in enumerate(sensitivity))
                for d, a in enumerate(signals[layer])
            ]
    return grad_weights, grad_biases
