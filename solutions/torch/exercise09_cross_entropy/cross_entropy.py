"""Negative log-likelihood and cross-entropy over classes, and the gradient of each, in plain tensor arithmetic.

Every sample has a class to look up and a weight that it counts, which is 0 where it is ignored; said once, that serves
all four functions. The cross-entropy is log_softmax before the likelihood, and its gradient the one through the other.
"""

from given import log_softmax, softmax
from torch import Tensor


def classes_and_weights(
    scores: Tensor, target: Tensor, weight: Tensor | None, ignore_index: int
) -> tuple[Tensor, Tensor]:
    """The class of each sample and what it counts, in the shape of `scores` with one class: (N, 1) or (N, 1, H, W).

    An ignored target may be no class at all; class 0 stands in for it, with a weight of 0.
    """
    counts = target != ignore_index
    classes = target * counts
    weights = counts.to(scores.dtype) if weight is None else weight[classes] * counts
    return classes.unsqueeze(1), weights.unsqueeze(1)


def nll_loss(
    log_probabilities: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """Minus the log-probability of the target, weighted."""
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    # What an ignored sample holds is replaced, not multiplied by 0: it may be infinite.
    surprise = -log_probabilities.gather(1, classes).masked_fill(weights == 0.0, 0.0)
    losses = (weights * surprise).squeeze(1)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return losses.sum()
    if reduction == "mean":
        return losses.sum() / weights.sum()  # 0 / 0 is NaN where every target is ignored, as it is asked for
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")


def nll_loss_backward(
    log_probabilities: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """Minus the weight at each target, for the mean divided by all the weights that count; 0 everywhere else."""
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    if reduction == "mean":
        total = weights.sum()
        shares = weights / total if total > 0.0 else weights
    elif reduction in ("sum", "none"):
        shares = weights
    else:
        raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
    gradient = log_probabilities.new_zeros(log_probabilities.shape)
    return gradient.scatter(1, classes, -shares)


def cross_entropy(
    logits: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """The negative log-likelihood of the log-probabilities that belong to the logits."""
    return nll_loss(log_softmax(logits, 1), target, weight, ignore_index, reduction)


def cross_entropy_backward(
    logits: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Tensor:
    """The gradient of the likelihood, sent through log_softmax: g - softmax Σg over the classes.

    g has one entry for each sample, minus its share, so this is share (softmax - one_hot).
    """
    gradient = nll_loss_backward(logits, target, weight, ignore_index, reduction)
    return gradient - softmax(logits, 1) * gradient.sum(1, keepdim=True)
