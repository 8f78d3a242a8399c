"""The linear layer, a container of layers, and the gradients of a sigmoid network."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


class Layer(Protocol):
    """What a `Sequential` holds."""

    def forward(self, x: Array) -> Array:
        """The output that belongs to `x`."""

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input, from that of the last output."""


class Linear:
    """y = x weightᵀ + bias along the last axis of x, with `weight` (K, D) and `bias` (K,) or None."""

    def __init__(self, weight: Array, bias: Array | None = None) -> None:
        self.weight = weight
        self.bias = bias
        self.grad_weight: Array | None = None
        self.grad_bias: Array | None = None

    def forward(self, x: Array) -> Array:
        """The output (..., K) for x (..., D)."""
        self._x = x
        output: Array = x @ self.weight.T
        return output if self.bias is None else output + self.bias

    def backward(self, grad_output: Array) -> Array:
        """The gradient of x (..., D) from that of the output (..., K); stores those of the parameters."""
        # Every position of the leading axes is a sample: seen as matrices, there is one case and not three.
        inputs, outputs = self.weight.shape[1], self.weight.shape[0]
        x, grad = self._x.reshape(-1, inputs), grad_output.reshape(-1, outputs)
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else np.sum(grad, axis=0)
        grad_x: Array = grad_output @ self.weight
        return grad_x


class Sequential:
    """A chain of layers that is a layer itself."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = layers

    def forward(self, x: Array) -> Array:
        """The last layer's output, each layer given what the one before it returned."""
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the first layer's input, each layer given what the one after it returned."""
        for layer in reversed(self.layers):
            grad_output = layer.backward(grad_output)
        return grad_output


def sigmoid(z: Array) -> Array:
    """1 / (1 + exp(-z)), written so that nothing overflows."""
    result: Array = 0.5 * (1.0 + np.tanh(0.5 * z))
    return result


def mlp_gradients(
    x: Array, y: Array, weights: Sequence[Array], biases: Sequence[Array]
) -> tuple[list[Array], list[Array]]:
    """Gradients of ½ Σ (a - y)² for sigmoid layers with `weights` (out, in) and `biases` (out,); x (N, D), y (N, K)."""
    activations = [x]
    for weight, bias in zip(weights, biases, strict=True):
        activations.append(sigmoid(activations[-1] @ weight.T + bias))

    grad_weights: list[Array] = []
    grad_biases: list[Array] = []
    grad_activation = activations[-1] - y
    for layer in reversed(range(len(weights))):
        before, after = activations[layer], activations[layer + 1]
        sensitivity = grad_activation * after * (1.0 - after)
        grad_weights.insert(0, sensitivity.T @ before)
        grad_biases.insert(0, np.sum(sensitivity, axis=0))
        grad_activation = sensitivity @ weights[layer]
    return grad_weights, grad_biases
