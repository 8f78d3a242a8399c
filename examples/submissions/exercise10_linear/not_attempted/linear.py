# loses: everything
"""Exercise 10: the linear layer, a container of layers, and the gradients of a sigmoid network.

Fill in the two classes and the function. The statement is in README.md beside this file.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


class Layer(Protocol):
    """What a `Sequential` holds. (Complete: nothing to do here.)"""

    def forward(self, x: Array) -> Array: ...

    def backward(self, grad_output: Array) -> Array: ...


class Linear:
    """y = x weightᵀ + bias, along the last axis of x.

    Attributes:
        weight: shape (K, D), the array that was handed over.
        bias: shape (K,), the array that was handed over, or None.
        grad_weight: shape (K, D), set by `backward`.
        grad_bias: shape (K,), set by `backward`; None without a bias.
    """

    weight: Array
    bias: Array | None
    grad_weight: Array
    grad_bias: Array | None

    def __init__(self, weight: Array, bias: Array | None = None) -> None:
        """Keep the parameters.

        Args:
            weight: shape (K, D), K outputs and D inputs.
            bias: shape (K,), or None for a layer without one.
        """
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """The output of the layer; remembers what `backward` needs.

        Args:
            x: shape (D,), (N, D) or (N, T, D).

        Returns:
            An array of shape (K,), (N, K) or (N, T, K).
        """
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the input; stores `grad_weight` and `grad_bias`, summed over all samples.

        Args:
            grad_output: the gradient of the loss with respect to the last output, in its shape.

        Returns:
            The gradient of the loss with respect to the last input, in its shape.
        """
        raise NotImplementedError


class Sequential:
    """A chain of layers that is a layer itself."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        """Keep the layers.

        Args:
            layers: objects with `forward` and `backward`, the one next to the input first.
        """
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """What the last layer returns, each layer given what the one before it returned."""
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the first layer's input, each layer given what the one after it returned."""
        raise NotImplementedError


def mlp_gradients(
    x: Array, y: Array, weights: Sequence[Array], biases: Sequence[Array]
) -> tuple[list[Array], list[Array]]:
    """The gradients of half the squared error of a sigmoid network, summed over outputs and batch.

    Args:
        x: inputs, shape (N, D).
        y: targets, shape (N, K).
        weights: one array of shape (out, in) for each layer, the one next to the input first.
        biases: one array of shape (out,) for each layer.

    Returns:
        The gradients of the weights and those of the biases, two lists in the order and shapes of the arguments.
    """
    raise NotImplementedError
