# verdict: passed
# exercise: exercise03_perceptron
# The right answer of exercise 03, with its docstrings.

"""The McCulloch-Pitts neuron, the perceptron, and a net that computes XOR, in NumPy.

Shapes: N samples of D inputs each. Results have the dtype of `x`; no argument is changed in place.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]
Number = float | np.floating | Array

GATES: dict[str, tuple[list[float], float]] = {
    "and": ([1.0, 1.0], 1.5),
    "or": ([1.0, 1.0], 0.5),
    "not": ([-1.0], -0.5),
    "nand": ([-1.0, -1.0], -1.5),
    "majority": ([1.0, 1.0, 1.0], 1.5),
}
"""Weights and threshold of each gate; the thresholds lie halfway between two sums, so that nothing hangs on a tie."""


def mp_neuron(x: Array, weight: Array, threshold: float) -> Array:
    """Fire (1) where the weighted sum of `x` (N, D) or (D,) is at least the threshold, else give 0."""
    return np.asarray(x @ weight >= threshold).astype(x.dtype)


def gate(name: str) -> tuple[Array, float]:
    """Weights (D,) and threshold that make `mp_neuron` the gate of that name.

    Raises:
        ValueError: There is no such gate. No single neuron computes "xor".
    """
    if name not in GATES:
        raise ValueError(f"there is no gate {name!r}; the gates are {', '.join(GATES)}")
    weight, threshold = GATES[name]
    return np.array(weight), threshold


def perceptron_predict(x: Array, weight: Array, bias: Number) -> Array:
    """Side of the boundary on which `x` (N, D) or (D,) lies: +1 where the activation is at least 0, else -1."""
    return np.where(x @ weight + bias >= 0, 1, -1).astype(x.dtype)


def perceptron_step(x: Array, y: Number, weight: Array, bias: Number, lr: float) -> tuple[Array, Number]:
    """New weight (D,) and bias after one look at the sample `x` (D,) with label `y` (Rosenblatt's rule)."""
    if y * (x @ weight + bias) > 0:
        return weight, bias
    return weight + lr * y * x, bias + lr * y


def perceptron_fit(x: Array, y: Array, lr: float, max_epochs: int) -> tuple[Array, Number, list[int]]:
    """Weight (D,), bias and errors per epoch of a perceptron trained on `x` (N, D) until an epoch has no error."""
    weight = np.zeros(x.shape[1], dtype=x.dtype)
    bias: Number = x.dtype.type(0)
    errors: list[int] = []
    for _ in range(max_epochs):
        mistakes = 0
        for sample, label in zip(x, y, strict=True):
            mistakes += int(label * (sample @ weight + bias) <= 0)
            weight, bias = perceptron_step(sample, label, weight, bias, lr)
        errors.append(mistakes)
        if mistakes == 0:
            break
    return weight, bias, errors


def sigmoid(z: Array) -> Array:
    """Logistic function, entry by entry: 1 / (1 + exp(-z)).

    exp is taken of -|z| only, so that it never overflows: for z < 0 the same fraction is exp(z) / (1 + exp(z)).
    """
    small: Array = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)


def mlp_forward(x: Array, weights: Sequence[Array], biases: Sequence[Array]) -> Array:
    """Output (N, out) of a net of sigmoid units for `x` (N, D); each layer has a weight (out, in) and a bias (out,)."""
    hidden = x
    for weight, bias in zip(weights, biases, strict=True):
        hidden = sigmoid(hidden @ weight.T + bias)
    return hidden


def xor_network() -> tuple[list[Array], list[Array]]:
    """Weights and biases of a net that computes XOR as "or, but not and".

    The factor 20 makes the sigmoids so steep that they are nearly steps: half a unit from the threshold is 10.
    """
    weights = [20 * np.array([[1.0, 1.0], [1.0, 1.0]]), 20 * np.array([[1.0, -1.0]])]
    biases = [20 * np.array([-0.5, -1.5]), 20 * np.array([-0.5])]
    return weights, biases
