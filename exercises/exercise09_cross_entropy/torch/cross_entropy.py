"""Exercise 09: negative log-likelihood and cross-entropy over classes, and the gradient of each.

Fill in the four functions. The statement is in README.md beside this file, and softmax and log_softmax are in given.py.
"""

from given import log_softmax, softmax  # noqa: F401 - for you to use
from torch import Tensor


def nll_loss(
    log_probabilities: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """The negative log-likelihood: minus the log-probability of the class that each sample has.

    Args:
        log_probabilities: (N, C) or (N, C, H, W), taken as they are; -inf is a log-probability.
        target: the class of each sample, 0 to C - 1 or `ignore_index`: (N,) or (N, H, W).
        weight: what a target of each class counts, (C,), all above 0; None for 1.
        ignore_index: samples with this target do not count, even if it is a class.
        reduction: "mean" over the weights of the targets that count, "sum", or "none" for one loss for each sample.

    Returns:
        A scalar, or a tensor of the shape of `target` for "none".

    Raises:
        ValueError: `reduction` is anything else.
    """
    raise NotImplementedError


def nll_loss_backward(
    log_probabilities: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """The gradient of what `nll_loss` returns, with respect to `log_probabilities`.

    Args:
        log_probabilities: (N, C) or (N, C, H, W).
        target: the class of each sample, 0 to C - 1 or `ignore_index`: (N,) or (N, H, W).
        weight: what a target of each class counts, (C,), all above 0; None for 1.
        ignore_index: samples with this target do not count, even if it is a class.
        reduction: as in `nll_loss`; for "none" the derivative of each sample's loss by its own entries.

    Returns:
        A tensor of the shape of `log_probabilities`; zeros where every target is ignored.

    Raises:
        ValueError: `reduction` is none of the three.
    """
    raise NotImplementedError


def cross_entropy(
    logits: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """The negative log-likelihood of the probabilities that belong to logits, right for logits of any size.

    Args:
        logits: (N, C) or (N, C, H, W), finite.
        target: the class of each sample, 0 to C - 1 or `ignore_index`: (N,) or (N, H, W).
        weight: what a target of each class counts, (C,), all above 0; None for 1.
        ignore_index: samples with this target do not count, even if it is a class.
        reduction: "mean" over the weights of the targets that count, "sum", or "none" for one loss for each sample.

    Returns:
        A scalar, or a tensor of the shape of `target` for "none".

    Raises:
        ValueError: `reduction` is anything else.
    """
    raise NotImplementedError


def cross_entropy_backward(
    logits: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """The gradient of what `cross_entropy` returns, with respect to `logits`.

    Args:
        logits: (N, C) or (N, C, H, W), finite.
        target: the class of each sample, 0 to C - 1 or `ignore_index`: (N,) or (N, H, W).
        weight: what a target of each class counts, (C,), all above 0; None for 1.
        ignore_index: samples with this target do not count, even if it is a class.
        reduction: as in `cross_entropy`; for "none" the derivative of each sample's loss by its own logits.

    Returns:
        A tensor of the shape of `logits`; zeros where every target is ignored.

    Raises:
        ValueError: `reduction` is none of the three.
    """
    raise NotImplementedError
