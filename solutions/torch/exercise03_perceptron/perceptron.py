"""The McCulloch-Pitts neuron, the perceptron, and a net that computes XOR, in plain PyTorch tensors.

Shapes: N samples of D inputs each. Results have the dtype of `x`; no argument is changed in place.
"""

from collections.abc import Sequence

import torch

Number = float | torch.Tensor

GATES: dict[str, tuple[list[float], float]] = {
    "and": ([1.0, 1.0], 1.5),
    "or": ([1.0, 1.0], 0.5),
    "not": ([-1.0], -0.5),
    "nand": ([-1.0, -1.0], -1.5),
    "majority": ([1.0, 1.0, 1.0], 1.5),
}
"""Weights and threshold of each gate; the thresholds lie halfway between two sums, so that nothing hangs on a tie."""


def mp_neuron(x: torch.Tensor, weight: torch.Tensor, threshold: float) -> torch.Tensor:
    """Fire (1) where the weighted sum of `x` (N, D) or (D,) is at least the threshold, else give 0."""
    return (x @ weight >= threshold).to(x.dtype)


def gate(name: str) -> tuple[torch.Tensor, float]:
    """Weights (D,) and threshold that make `mp_neuron` the gate of that name.

    Raises:
        ValueError: There is no such gate. No single neuron computes "xor".
    """
    if name not in GATES:
        raise ValueError(f"there is no gate {name!r}; the gates are {', '.join(GATES)}")
    weight, threshold = GATES[name]
    return torch.tensor(weight, dtype=torch.float64), threshold


def perceptron_predict(x: torch.Tensor, weight: torch.Tensor, bias: Number) -> torch.Tensor:
    """Side of the boundary on which `x` (N, D) or (D,) lies: +1 where the activation is at least 0, else -1."""
    return 2 * (x @ weight + bias >= 0).to(x.dtype) - 1


def perceptron_step(
    x: torch.Tensor, y: Number, weight: torch.Tensor, bias: Number, lr: float
) -> tuple[torch.Tensor, Number]:
    """New weight (D,) and bias after one look at the sample `x` (D,) with label `y` (Rosenblatt's rule)."""
    if y * (x @ weight + bias) > 0:
        return weight, bias
    return weight + lr * y * x, bias + lr * y


def perceptron_fit(
    x: torch.Tensor, y: torch.Tensor, lr: float, max_epochs: int
) -> tuple[torch.Tensor, Number, list[int]]:
    """Weight (D,), bias and errors per epoch of a perceptron trained on `x` (N, D) until an epoch has no error."""
    weight, bias = x.new_zeros(x.shape[1]), x.new_zeros(())
    errors: list[int] = []
    for _ in range(max_epochs):
        mistakes = 0
        for sample, label in zip(x, y, strict=True):
            if label * (sample @ weight + bias) <= 0:
                weight, bias = weight + lr * label * sample, bias + lr * label
                mistakes += 1
        errors.append(mistakes)
        if mistakes == 0:
            break
    return weight, bias, errors


def logistic(z: torch.Tensor) -> torch.Tensor:
    """Logistic function, entry by entry: 1 / (1 + exp(-z)).

    exp is taken of -|z| only, so that it never overflows: for z < 0 the same fraction is exp(z) / (1 + exp(z)).
    """
    small = (-z.abs()).exp()
    return torch.where(z >= 0, torch.ones_like(z), small) / (1 + small)


def mlp_forward(x: torch.Tensor, weights: Sequence[torch.Tensor], biases: Sequence[torch.Tensor]) -> torch.Tensor:
    """Output (N, out) of a net of sigmoid units for `x` (N, D); each layer has a weight (out, in) and a bias (out,)."""
    hidden = x
    for weight, bias in zip(weights, biases, strict=True):
        hidden = logistic(hidden @ weight.T + bias)
    return hidden


def xor_network() -> tuple[list[torch.Tensor], list[torch.Tensor]]:
    """Weights and biases of a net that computes XOR as "or, but not and".

    The factor 20 makes the sigmoids so steep that they are nearly steps: half a unit from the threshold is 10.
    """
    weights = [[[20.0, 20.0], [20.0, 20.0]], [[20.0, -20.0]]]
    biases = [[-10.0, -30.0], [-10.0]]
    return (
        [torch.tensor(weight, dtype=torch.float64) for weight in weights],
        [torch.tensor(bias, dtype=torch.float64) for bias in biases],
    )
