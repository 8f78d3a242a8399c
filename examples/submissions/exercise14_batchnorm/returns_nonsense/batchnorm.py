# loses: example_layernorm layernorm_backward layernorm_two_axes layernorm_again float32 arguments
"""Exercise 14. Batch norm on (values, channels), layer norm on (samples, features): always down one axis."""

import numpy as np


def to_rows(x):
    # (N, C, ...) -> (all values of a channel, C)
    return x.swapaxes(1, -1).reshape(-1, x.shape[1])


def from_rows(rows, shape):
    swapped = list(shape)
    swapped[1], swapped[-1] = swapped[-1], swapped[1]
    return rows.reshape(swapped).swapaxes(1, -1)


class BatchNorm:
    def __init__(self, weight, bias, eps=1e-5, momentum=0.1):
        self.weight = weight
        self.bias = bias
        self.eps = eps
        self.momentum = momentum
        self.running_mean = np.zeros_like(weight)
        self.running_var = np.ones_like(weight)
        self.training = True

    def train(self):
        self.training = True

    def eval(self):
        self.training = False

    def forward(self, x):
        rows = to_rows(x)
        if self.training:
            m = len(rows)
            if m == 1:
                raise ValueError("need more than one value per channel")
            mean = rows.mean(axis=0)
            var = ((rows - mean) ** 2).mean(axis=0)
            self.running_mean = self.running_mean + self.momentum * (mean - self.running_mean)
            self.running_var = self.running_var + self.momentum * (var * m / (m - 1) - self.running_var)
        else:
            mean, var = self.running_mean, self.running_var
        self.was_training = self.training
        self.std = np.sqrt(var + self.eps)
        self.xhat = (rows - mean) / self.std
        return from_rows(self.weight * self.xhat + self.bias, x.shape)

    def backward(self, grad_output):
        g = to_rows(grad_output)
        self.grad_bias = g.sum(axis=0)
        self.grad_weight = (g * self.xhat).sum(axis=0)
        # gradient at xhat
        g = g * self.weight
        if self.was_training:
            g = g - g.mean(axis=0) - self.xhat * (g * self.xhat).mean(axis=0)
        return from_rows(g / self.std, grad_output.shape)


class LayerNorm:
    def __init__(self, weight, bias, eps=1e-5):
        self.weight = weight
        self.bias = bias
        self.eps = eps

    def forward(self, x):
        rows = x.reshape(-1, self.weight.size)
        mean = rows.mean(axis=1, keepdims=True)
        var = ((rows - mean) ** 2).mean(axis=1, keepdims=True)
        self.std = np.sqrt(var + self.eps)
        self.xhat = (rows - mean) / self.std
        y = self.weight.reshape(-1) * self.xhat + self.bias.reshape(-1)
        return y.reshape(x.shape)

    def backward(self, grad_output):
        g = grad_output.reshape(-1, self.weight.size)
        self.grad_bias = g.sum(axis=0).reshape(self.weight.shape)
        self.grad_weight = (g * self.xhat).sum(axis=0).reshape(self.weight.shape)
        # gradient at xhat
        g = g * self.weight.reshape(-1)
        g = g - g.mean(axis=1, keepdims=True) - self.xhat * (g * self.xhat).mean(axis=1, keepdims=True)
        return "done"
