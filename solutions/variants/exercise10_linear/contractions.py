# An honest variant: einsum and tensordot over any leading axes, tuples for lists,
# and the network made of layers.
import numpy as np


class Linear:
    def __init__(self, weight, bias=None):
        self.weight, self.bias = weight, bias

    def forward(self, x):
        self.x = x
        output = np.einsum("...d,kd->...k", x, self.weight)
        if self.bias is not None:
            output += self.bias
        return output

    def backward(self, grad_output):
        leading = tuple(range(grad_output.ndim - 1))
        self.grad_weight = np.tensordot(grad_output, self.x, axes=(leading, leading))
        self.grad_bias = grad_output.sum(axis=leading) if self.bias is not None else None
        return np.einsum("...k,kd->...d", grad_output, self.weight)


class Sigmoid:
    def forward(self, x):
        self.output = np.exp(-np.logaddexp(0.0, -x)).astype(x.dtype)
        return self.output

    def backward(self, grad_output):
        return grad_output * (self.output - self.output * self.output)


class Sequential:
    def __init__(self, layers):
        self.layers = tuple(layers)

    def forward(self, x):
        output = x
        for layer in self.layers:
            output = layer.forward(output)
        return output

    def backward(self, grad_output):
        for layer in self.layers[::-1]:
            grad_output = layer.backward(grad_output)
        return grad_output


def mlp_gradients(x, y, weights, biases):
    linears = [Linear(weight, bias) for weight, bias in zip(weights, biases, strict=True)]
    network = Sequential([layer for linear in linears for layer in (linear, Sigmoid())])
    network.backward(network.forward(x) - y)
    return tuple(linear.grad_weight for linear in linears), tuple(linear.grad_bias for linear in linears)
