# ruff: noqa: A002 - `input` is what PyTorch calls it
"""Five losses with their reductions, and the gradient of each.

A loss is its entries, reduced; its gradient is the derivative of each entry, divided by their number where the loss is
their mean. The two steps are kept apart, so that what is said of reductions is said once.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def reduced(entries: Array, reduction: str) -> Array | np.floating:
    """The mean or the sum of all entries, or the entries themselves."""
    if reduction == "mean":
        return np.mean(entries)
    if reduction == "sum":
        return np.sum(entries)
    if reduction == "none":
        return entries
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")


def reduced_gradient(derivatives: Array, reduction: str) -> Array:
    """The gradient of the reduced loss, from the derivative of each entry."""
    if reduction == "mean":
        return derivatives / derivatives.size
    if reduction in ("sum", "none"):
        return derivatives
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")


def mse_loss(input: Array, target: Array, reduction: str = "mean") -> Array | np.floating:
    """(input - target)²."""
    return reduced((input - target) ** 2, reduction)


def mse_loss_backward(input: Array, target: Array, reduction: str = "mean") -> Array:
    """2 (input - target), reduced."""
    return reduced_gradient(2.0 * (input - target), reduction)


def l1_loss(input: Array, target: Array, reduction: str = "mean") -> Array | np.floating:
    """|input - target|."""
    return reduced(np.abs(input - target), reduction)


def l1_loss_backward(input: Array, target: Array, reduction: str = "mean") -> Array:
    """The sign of input - target, which is 0 at 0, reduced."""
    return reduced_gradient(np.sign(input - target), reduction)


def hinge_loss(input: Array, target: Array, reduction: str = "mean") -> Array | np.floating:
    """What the margin target · input lacks to be 1, for targets +1 and -1."""
    return reduced(np.maximum(1.0 - target * input, 0.0), reduction)


def hinge_loss_backward(input: Array, target: Array, reduction: str = "mean") -> Array:
    """-target where the margin is below 1, reduced."""
    return reduced_gradient(-target * (target * input < 1.0), reduction)


def weighted(entries: Array, weight: Array | None) -> Array:
    """Each entry times its weight."""
    return entries if weight is None else entries * weight


def clamped_log(p: Array) -> Array:
    """The logarithm of p, and -100 wherever it is less."""
    with np.errstate(divide="ignore"):  # log 0 is -inf, and becomes -100
        logarithm: Array = np.maximum(np.log(p), -100.0)
    return logarithm


def binary_cross_entropy(
    p: Array, target: Array, weight: Array | None = None, reduction: str = "mean"
) -> Array | np.floating:
    """The surprise at `target` of one who expected it with probability `p`."""
    entries = -(target * clamped_log(p) + (1.0 - target) * clamped_log(1.0 - p))
    return reduced(weighted(entries, weight), reduction)


def binary_cross_entropy_backward(
    p: Array, target: Array, weight: Array | None = None, reduction: str = "mean"
) -> Array:
    """(p - target) / (p (1 - p)), reduced; the denominator never vanishes."""
    derivatives = (p - target) / np.maximum(p * (1.0 - p), 1e-12)
    return reduced_gradient(weighted(derivatives, weight), reduction)


def sigmoid(z: Array) -> Array:
    """1 / (1 + exp(-z)), written so that nothing overflows."""
    result: Array = 0.5 * (1.0 + np.tanh(0.5 * z))
    return result


def binary_cross_entropy_with_logits(
    logits: Array,
    target: Array,
    weight: Array | None = None,
    pos_weight: Array | None = None,
    reduction: str = "mean",
) -> Array | np.floating:
    """The binary cross-entropy of sigmoid(logits), in which no exponential is above 1."""
    # log(1 + exp(-z)), which is -log p; and as -log(1 - p) is z more, one logarithm serves both.
    surprise = np.maximum(-logits, 0.0) + np.log1p(np.exp(-np.abs(logits)))
    entries = weighted(target, pos_weight) * surprise + (1.0 - target) * (logits + surprise)
    return reduced(weighted(entries, weight), reduction)


def binary_cross_entropy_with_logits_backward(
    logits: Array,
    target: Array,
    weight: Array | None = None,
    pos_weight: Array | None = None,
    reduction: str = "mean",
) -> Array:
    """sigmoid(logits) - target where nothing is weighted, reduced."""
    p = sigmoid(logits)
    derivatives = (1.0 - target) * p - weighted(target, pos_weight) * (1.0 - p)
    return reduced_gradient(weighted(derivatives, weight), reduction)
