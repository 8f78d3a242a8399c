# truth: mlp_gradients estimates the gradients by forward differences with h = 1e-3, so they are right to 3 digits only.
# where: mlp_gradients
# loses: example_mlp_gradients, mlp_one_layer, mlp_gradients, float32, arguments
import numpy as np


class Linear:
    def __init__(self, weight, bias=None):
        self.weight = weight
        self.bias = bias

    def forward(self, x):
        self.input = x
        y = x @ self.weight.swapaxes(0, 1)
        if self.bias is not None:
            y = y + self.bias
        return y

    def backward(self, grad_output):
        outputs, inputs = self.weight.shape
        g = grad_output.reshape((-1, outputs))
        x = self.input.reshape((-1, inputs))
        self.grad_weight = g.swapaxes(0, 1) @ x
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
        for k in range(1, len(self.layers) + 1):
            grad_output = self.layers[-k].backward(grad_output)
        return grad_output


def half_squared_error(x, y, weights, biases):
    a = x
    for w, b in zip(weights, biases):
        a = 1 / (1 + np.exp(-(a @ w.T + b)))
    return 0.5 * np.sum((a - y) ** 2)


def mlp_gradients(x, y, weights, biases):
    h = 1e-3
    dtype = x.dtype
    x, y = x.astype(np.float64), y.astype(np.float64)
    params = [[p.astype(np.float64) for p in group] for group in (weights, biases)]
    at_rest = half_squared_error(x, y, *params)
    gradients = [[], []]
    for group, found in zip(params, gradients):
        for p in group:
            slope = np.empty(p.shape, dtype=dtype)
            for index in np.ndindex(p.shape):
                old = p[index]
                p[index] = old + h
                slope[index] = (half_squared_error(x, y, *params) - at_rest) / h
                p[index] = old
            found.append(slope)
    return gradients[0], gradients[1]
