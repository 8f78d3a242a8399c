# ruff: noqa: A002 - `input` is what PyTorch calls it
"""Five losses with their reductions, and the gradient of each, in plain tensor arithmetic.

A loss is its entries, reduced; its gradient is the derivative of each entry, divided by their number where the loss is
their mean. The two steps are kept apart, so that what is said of reductions is said once.
"""

from torch import Tensor


def reduced(entries: Tensor, reduction: str) -> Tensor:
    """The mean or the sum of all entries, or the entries themselves."""
    if reduction == "mean":
        return entries.mean()
    if reduction == "sum":
        return entries.sum()
    if reduction == "none":
        return entries
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")


def reduced_gradient(derivatives: Tensor, reduction: str) -> Tensor:
    """The gradient of the reduced loss, from the derivative of each entry."""
    if reduction == "mean":
        return derivatives / derivatives.numel()
    if reduction in ("sum", "none"):
        return derivatives
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")


def mse_loss(input: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """(input - target)²."""
    return reduced((input - target) ** 2, reduction)


def mse_loss_backward(input: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """2 (input - target), reduced."""
    return reduced_gradient(2.0 * (input - target), reduction)


def l1_loss(input: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """|input - target|."""
    return reduced((input - target).abs(), reduction)


def l1_loss_backward(input: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """The sign of input - target, which is 0 at 0, reduced."""
    return reduced_gradient((input - target).sign(), reduction)


def hinge_loss(input: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """What the margin target · input lacks to be 1, for targets +1 and -1."""
    return reduced((1.0 - target * input).clamp(min=0.0), reduction)


def hinge_loss_backward(input: Tensor, target: Tensor, reduction: str = "mean") -> Tensor:
    """-target where the margin is below 1, reduced."""
    return reduced_gradient(-target * (target * input < 1.0), reduction)


def weighted(entries: Tensor, weight: Tensor | None) -> Tensor:
    """Each entry times its weight."""
    return entries if weight is None else entries * weight


def clamped_log(p: Tensor) -> Tensor:
    """The logarithm of p, and -100 wherever it is less."""
    return p.log().clamp(min=-100.0)


def binary_cross_entropy(p: Tensor, target: Tensor, weight: Tensor | None = None, reduction: str = "mean") -> Tensor:
    """The surprise at `target` of one who expected it with probability `p`."""
    entries = -(target * clamped_log(p) + (1.0 - target) * clamped_log(1.0 - p))
    return reduced(weighted(entries, weight), reduction)


def binary_cross_entropy_backward(
    p: Tensor, target: Tensor, weight: Tensor | None = None, reduction: str = "mean"
) -> Tensor:
    """(p - target) / (p (1 - p)), reduced; the denominator never vanishes."""
    derivatives = (p - target) / (p * (1.0 - p)).clamp(min=1e-12)
    return reduced_gradient(weighted(derivatives, weight), reduction)


def binary_cross_entropy_with_logits(
    logits: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    pos_weight: Tensor | None = None,
    reduction: str = "mean",
) -> Tensor:
    """The binary cross-entropy of sigmoid(logits), in which no exponential is above 1."""
    # log(1 + exp(-z)), which is -log p; and as -log(1 - p) is z more, one logarithm serves both.
    surprise = (-logits).clamp(min=0.0) + (-logits.abs()).exp().log1p()
    entries = weighted(target, pos_weight) * surprise + (1.0 - target) * (logits + surprise)
    return reduced(weighted(entries, weight), reduction)


def binary_cross_entropy_with_logits_backward(
    logits: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    pos_weight: Tensor | None = None,
    reduction: str = "mean",
) -> Tensor:
    """sigmoid(logits) - target where nothing is weighted, reduced."""
    p = logits.sigmoid()
    derivatives = (1.0 - target) * p - weighted(target, pos_weight) * (1.0 - p)
    return reduced_gradient(weighted(derivatives, weight), reduction)
