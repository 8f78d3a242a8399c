# verdict: passed
# exercise: exercise10_linear
# The right answer of exercise 10 in PyTorch.

"""The linear layer, a container of layers, and the gradients of a sigmoid network."""

from collections.abc import Sequence
from typing import Protocol

from torch import Tensor


class Layer(Protocol):
    """What a `Sequential` holds."""

    def forward(self, x: Tensor) -> Tensor:
        """The output that belongs to `x`."""

    def backward(self, grad_output: Tensor) -> Tensor:
        """The gradient of the last input, from that of the last output."""


class Linear:
    """y = x weightᵀ + bias along the last axis of x, with `weight` (K, D) and `bias` (K,) or None."""

    def __init__(self, weight: Tensor, bias: Tensor | None = None) -> None:
        self.weight = weight
        self.bias = bias
        self.grad_weight: Tensor | None = None
        self.grad_bias: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        """The output (..., K) for x (..., D)."""
        self._x = x
        output = x @ self.weight.T
        return output if self.bias is None else output + self.bias

    def backward(self, grad_output: Tensor) -> Tensor:
        """The gradient of x (..., D) from that of the output (..., K); stores those of the parameters."""
        # Every position of the leading axes is a sample: seen as matrices, there is one case and not three.
        inputs, outputs = self.weight.shape[1], self.weight.shape[0]
        x, grad = self._x.reshape(-1, inputs), grad_output.reshape(-1, outputs)
        self.grad_weight = grad.T @ x
        self.grad_bias = None if self.bias is None else grad.sum(0)
        return grad_output @ self.weight


class Sequential:
    """A chain of layers that is a layer itself."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = layers

    def forward(self, x: Tensor) -> Tensor:
        """The last layer's output, each layer given what the one before it returned."""
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad_output: Tensor) -> Tensor:
        """The gradient of the first layer's input, each layer given what the one after it returned."""
        for layer in reversed(self.layers):
            grad_output = layer.backward(grad_output)
        return grad_output


def sigmoid(z: Tensor) -> Tensor:
    """1 / (1 + exp(-z)), written so that nothing overflows."""
    return 0.5 * (1.0 + (0.5 * z).tanh())


def mlp_gradients(
    x: Tensor, y: Tensor, weights: Sequence[Tensor], biases: Sequence[Tensor]
) -> tuple[list[Tensor], list[Tensor]]:
    """Gradients of ½ Σ (a - y)² for sigmoid layers with `weights` (out, in) and `biases` (out,); x (N, D), y (N, K)."""
    activations = [x]
    for weight, bias in zip(weights, biases, strict=True):
        activations.append(sigmoid(activations[-1] @ weight.T + bias))

    grad_weights: list[Tensor] = []
    grad_biases: list[Tensor] = []
    grad_activation = activations[-1] - y
    for layer in reversed(range(len(weights))):
        before, after = activations[layer], activations[layer + 1]
        sensitivity = grad_activation * after * (1.0 - after)
        grad_weights.insert(0, sensitivity.T @ before)
        grad_biases.insert(0, sensitivity.sum(0))
        grad_activation = sensitivity @ weights[layer]
    return grad_weights, grad_biases
