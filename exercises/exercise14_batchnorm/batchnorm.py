"""Exercise 14: batch normalization and layer normalization.

Fill in the two classes. The statement is in README.md beside this file.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


class BatchNorm:
    """y = weight · (x - mean) / sqrt(var + eps) + bias, with one mean, variance, weight and bias for each channel.

    Attributes:
        weight: gamma of the papers, shape (C,), the array that was handed over.
        bias: beta of the papers, shape (C,), the array that was handed over.
        eps: stands inside the square root.
        momentum: the share of the new batch in the running statistics.
        running_mean: shape (C,), the dtype of weight; zeros at first.
        running_var: shape (C,), the dtype of weight; ones at first.
        grad_weight: shape (C,), set by `backward`.
        grad_bias: shape (C,), set by `backward`.
    """

    weight: Array
    bias: Array
    eps: float
    momentum: float
    running_mean: Array
    running_var: Array
    grad_weight: Array
    grad_bias: Array

    def __init__(self, weight: Array, bias: Array, eps: float = 1e-5, momentum: float = 0.1) -> None:
        """Keep the parameters, and begin in training mode with fresh running statistics.

        Args:
            weight: shape (C,).
            bias: shape (C,).
            eps: what is added to the variance, 0 or more.
            momentum: the share of the new batch in the running statistics, from 0 to 1.
        """
        raise NotImplementedError

    def train(self) -> None:
        """Switch to training: normalize by the batch, and update the running statistics."""
        raise NotImplementedError

    def eval(self) -> None:
        """Switch to evaluation: normalize by the running statistics, and leave them as they are."""
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """The output of the layer; remembers what `backward` needs.

        Args:
            x: shape (N, C), (N, C, L) or (N, C, H, W).

        Returns:
            An array of the shape of x.

        Raises:
            ValueError: in training there is only one value per channel.
        """
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the input; stores `grad_weight` and `grad_bias`.

        Args:
            grad_output: the gradient of the loss with respect to the last output, in its shape.

        Returns:
            The gradient of the loss with respect to the last input, in its shape.
        """
        raise NotImplementedError


class LayerNorm:
    """y = weight · (x - mean) / sqrt(var + eps) + bias, with one mean and variance for each sample.

    Attributes:
        weight: gamma of the papers, shape (D,) or (S, D), the array that was handed over.
        bias: beta of the papers, the shape of weight, the array that was handed over.
        eps: stands inside the square root.
        grad_weight: the shape of weight, set by `backward`.
        grad_bias: the shape of weight, set by `backward`.
    """

    weight: Array
    bias: Array
    eps: float
    grad_weight: Array
    grad_bias: Array

    def __init__(self, weight: Array, bias: Array, eps: float = 1e-5) -> None:
        """Keep the parameters.

        Args:
            weight: shape (D,) or (S, D): the axes that are normalized together.
            bias: the shape of weight.
            eps: what is added to the variance, 0 or more.
        """
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """The output of the layer; remembers what `backward` needs.

        Args:
            x: two to four axes, the last of which have the shape of weight.

        Returns:
            An array of the shape of x.
        """
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the input; stores `grad_weight` and `grad_bias`.

        Args:
            grad_output: the gradient of the loss with respect to the last output, in its shape.

        Returns:
            The gradient of the loss with respect to the last input, in its shape.
        """
        raise NotImplementedError
