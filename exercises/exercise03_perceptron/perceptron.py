"""Exercise 03: the McCulloch-Pitts neuron, the perceptron, and a net that computes XOR.

Shapes: N samples of D inputs each. Results have the dtype of `x`; no argument is changed in place.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]
Number = float | np.floating | Array


def mp_neuron(x: Array, weight: Array, threshold: float) -> Array:
    """Fire (1) where the weighted sum of the inputs is at least the threshold, else give 0.

    Args:
        x: Inputs, shape (N, D) or (D,).
        weight: One weight for each input, shape (D,).
        threshold: The sum at which the neuron fires.

    Returns:
        Ones and zeros of the dtype of `x`, shape (N,) or ().
    """
    raise NotImplementedError


def gate(name: str) -> tuple[Array, float]:
    """Weights and threshold that make `mp_neuron` a logical gate.

    Args:
        name: "and", "or", "nand" (two inputs), "not" (one) or "majority" (three).

    Returns:
        The weight, float64 of shape (D,), and the threshold.

    Raises:
        ValueError: There is no such gate.
    """
    raise NotImplementedError


def perceptron_predict(x: Array, weight: Array, bias: Number) -> Array:
    """Tell on which side of the boundary samples lie: +1 where the activation is at least 0, else -1.

    Args:
        x: Samples, shape (N, D) or (D,).
        weight: Shape (D,).
        bias: A number.

    Returns:
        +1 and -1 in the dtype of `x`, shape (N,) or ().
    """
    raise NotImplementedError


def perceptron_step(x: Array, y: Number, weight: Array, bias: Number, lr: float) -> tuple[Array, Number]:
    """Learn from one sample: move weight and bias towards it if y times the activation is not positive.

    Args:
        x: One sample, shape (D,).
        y: Its label, +1 or -1.
        weight: Shape (D,).
        bias: A number.
        lr: The learning rate.

    Returns:
        The new weight, shape (D,), and the new bias.
    """
    raise NotImplementedError


def perceptron_fit(x: Array, y: Array, lr: float, max_epochs: int) -> tuple[Array, Number, list[int]]:
    """Train a perceptron from zero, sample by sample in the order given, until an epoch has no error.

    Args:
        x: Samples, shape (N, D).
        y: Labels +1 and -1, shape (N,).
        lr: The learning rate.
        max_epochs: How many epochs there are at most.

    Returns:
        Weight, shape (D,), bias, and the number of errors in each epoch, the error-free one included.
    """
    raise NotImplementedError


def mlp_forward(x: Array, weights: Sequence[Array], biases: Sequence[Array]) -> Array:
    """Output of a multi-layer perceptron whose units are all sigmoids.

    Args:
        x: Samples, shape (N, D).
        weights: For each layer an array of shape (out, in).
        biases: For each layer an array of shape (out,).

    Returns:
        The last layer's output, shape (N, out).
    """
    raise NotImplementedError


def xor_network() -> tuple[list[Array], list[Array]]:
    """Weights and biases of a net of two layers that computes XOR.

    Returns:
        Weights, float64 of shapes (H, 2) and (1, H), and biases, float64 of shapes (H,) and (1,).
    """
    raise NotImplementedError
