# ruff: noqa: A002 - `input` is what PyTorch calls it
"""Exercise 08: five losses with their reductions, and the gradient of each.

Fill in the ten functions. The statement is in README.md beside this file.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def mse_loss(input: Array, target: Array, reduction: str = "mean") -> Array:
    """The squared error (input - target)², without a half.

    Args:
        input: predictions of any shape.
        target: what they should have been, the same shape.
        reduction: "mean" over all entries, "sum", or "none" for one loss for each entry.

    Returns:
        A scalar, or an array of the shape of `input` for "none".

    Raises:
        ValueError: `reduction` is anything else.
    """
    raise NotImplementedError


def mse_loss_backward(input: Array, target: Array, reduction: str = "mean") -> Array:
    """The gradient of what `mse_loss` returns, with respect to `input`.

    Args:
        input: predictions of any shape.
        target: what they should have been, the same shape.
        reduction: as in `mse_loss`; for "none" the derivative entry by entry.

    Returns:
        An array of the shape of `input`.

    Raises:
        ValueError: `reduction` is none of the three.
    """
    raise NotImplementedError


def l1_loss(input: Array, target: Array, reduction: str = "mean") -> Array:
    """The absolute error |input - target|.

    Args:
        input: predictions of any shape.
        target: what they should have been, the same shape.
        reduction: "mean" over all entries, "sum", or "none" for one loss for each entry.

    Returns:
        A scalar, or an array of the shape of `input` for "none".

    Raises:
        ValueError: `reduction` is anything else.
    """
    raise NotImplementedError


def l1_loss_backward(input: Array, target: Array, reduction: str = "mean") -> Array:
    """The gradient of what `l1_loss` returns, with respect to `input`; 0 where the two are equal.

    Args:
        input: predictions of any shape.
        target: what they should have been, the same shape.
        reduction: as in `l1_loss`; for "none" the derivative entry by entry.

    Returns:
        An array of the shape of `input`.

    Raises:
        ValueError: `reduction` is none of the three.
    """
    raise NotImplementedError


def hinge_loss(input: Array, target: Array, reduction: str = "mean") -> Array:
    """How far the margin target · input falls short of 1, and 0 where it does not.

    Args:
        input: scores of any shape.
        target: +1 or -1 for each score, the same shape.
        reduction: "mean" over all entries, "sum", or "none" for one loss for each entry.

    Returns:
        A scalar, or an array of the shape of `input` for "none".

    Raises:
        ValueError: `reduction` is anything else.
    """
    raise NotImplementedError


def hinge_loss_backward(input: Array, target: Array, reduction: str = "mean") -> Array:
    """The gradient of what `hinge_loss` returns, with respect to `input`; 0 where the margin is exactly 1.

    Args:
        input: scores of any shape.
        target: +1 or -1 for each score, the same shape.
        reduction: as in `hinge_loss`; for "none" the derivative entry by entry.

    Returns:
        An array of the shape of `input`.

    Raises:
        ValueError: `reduction` is none of the three.
    """
    raise NotImplementedError


def binary_cross_entropy(p: Array, target: Array, weight: Array | None = None, reduction: str = "mean") -> Array:
    """How surprised probabilities `p` are by what happened; no logarithm is below -100.

    Args:
        p: probabilities in [0, 1], of any shape.
        target: numbers in [0, 1], the same shape.
        weight: what each entry counts, of a shape that broadcasts to that of `p`; None for 1.
        reduction: "mean" over all entries, whatever their weights, "sum", or "none".

    Returns:
        A scalar, or an array of the shape of `p` for "none".

    Raises:
        ValueError: `reduction` is anything else.
    """
    raise NotImplementedError


def binary_cross_entropy_backward(
    p: Array, target: Array, weight: Array | None = None, reduction: str = "mean"
) -> Array:
    """The gradient of what `binary_cross_entropy` returns, with respect to `p`; its denominator is 1e-12 or more.

    Args:
        p: probabilities in [0, 1], of any shape.
        target: numbers in [0, 1], the same shape.
        weight: what each entry counts, of a shape that broadcasts to that of `p`; None for 1.
        reduction: as in `binary_cross_entropy`; for "none" the derivative entry by entry.

    Returns:
        An array of the shape of `p`.

    Raises:
        ValueError: `reduction` is none of the three.
    """
    raise NotImplementedError


def binary_cross_entropy_with_logits(
    logits: Array,
    target: Array,
    weight: Array | None = None,
    pos_weight: Array | None = None,
    reduction: str = "mean",
) -> Array:
    """The binary cross-entropy of the probabilities sigmoid(logits), right for logits of any size.

    Args:
        logits: numbers of any size, of any shape.
        target: numbers in [0, 1], the same shape.
        weight: what each entry counts, of a shape that broadcasts to that of `logits`; None for 1.
        pos_weight: what the term of `target` counts, of a shape that broadcasts likewise; None for 1.
        reduction: "mean" over all entries, whatever their weights, "sum", or "none".

    Returns:
        A scalar, or an array of the shape of `logits` for "none".

    Raises:
        ValueError: `reduction` is anything else.
    """
    raise NotImplementedError


def binary_cross_entropy_with_logits_backward(
    logits: Array,
    target: Array,
    weight: Array | None = None,
    pos_weight: Array | None = None,
    reduction: str = "mean",
) -> Array:
    """The gradient of what `binary_cross_entropy_with_logits` returns, with respect to `logits`.

    Args:
        logits: numbers of any size, of any shape.
        target: numbers in [0, 1], the same shape.
        weight: what each entry counts, of a shape that broadcasts to that of `logits`; None for 1.
        pos_weight: what the term of `target` counts, of a shape that broadcasts likewise; None for 1.
        reduction: as in `binary_cross_entropy_with_logits`; for "none" the derivative entry by entry.

    Returns:
        An array of the shape of `logits`.

    Raises:
        ValueError: `reduction` is none of the three.
    """
    raise NotImplementedError
