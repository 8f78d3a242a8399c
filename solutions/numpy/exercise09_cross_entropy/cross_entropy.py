"""Negative log-likelihood and cross-entropy over classes, and the gradient of each.

Every sample has a class to look up and a weight that it counts, which is 0 where it is ignored; said once, that serves
all four functions. The cross-entropy is log_softmax before the likelihood, and its gradient the one through the other.
"""

import numpy as np
from given import log_softmax, softmax
from numpy.typing import NDArray

Array = NDArray[np.floating]
Targets = NDArray[np.int64]


def classes_and_weights(
    scores: Array, target: Targets, weight: Array | None, ignore_index: int
) -> tuple[Targets, Array]:
    """The class of each sample and what it counts, in the shape of `scores` with one class: (N, 1) or (N, 1, H, W).

    An ignored target may be no class at all; class 0 stands in for it, with a weight of 0.
    """
    counts = target != ignore_index
    classes = np.where(counts, target, 0)
    weights = counts.astype(scores.dtype) if weight is None else np.where(counts, weight[classes], 0.0)
    return np.expand_dims(classes, 1), np.expand_dims(weights, 1)


def nll_loss(
    log_probabilities: Array,
    target: Targets,
    weight: Array | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Array | np.floating:
    """Minus the log-probability of the target, weighted."""
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    chosen = np.take_along_axis(log_probabilities, classes, axis=1)
    # What an ignored sample holds is replaced, not multiplied by 0: it may be infinite.
    losses: Array = np.squeeze(weights * np.where(weights > 0.0, -chosen, 0.0), axis=1)
    if reduction == "none":
        return losses
    if reduction == "sum":
        return np.sum(losses)
    if reduction == "mean":
        with np.errstate(invalid="ignore"):  # 0 / 0 where every target is ignored: NaN is asked for
            return np.sum(losses) / np.sum(weights)
    raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")


def nll_loss_backward(
    log_probabilities: Array,
    target: Targets,
    weight: Array | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Array:
    """Minus the weight at each target, for the mean divided by all the weights that count; 0 everywhere else."""
    classes, weights = classes_and_weights(log_probabilities, target, weight, ignore_index)
    if reduction == "mean":
        total = np.sum(weights)
        shares = weights / total if total > 0.0 else weights
    elif reduction in ("sum", "none"):
        shares = weights
    else:
        raise ValueError(f"reduction is mean, sum or none, not {reduction!r}")
    gradient = np.zeros_like(log_probabilities)
    np.put_along_axis(gradient, classes, -shares, axis=1)
    return gradient


def cross_entropy(
    logits: Array,
    target: Targets,
    weight: Array | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Array | np.floating:
    """The negative log-likelihood of the log-probabilities that belong to the logits."""
    return nll_loss(log_softmax(logits, 1), target, weight, ignore_index, reduction)


def cross_entropy_backward(
    logits: Array,
    target: Targets,
    weight: Array | None = None,
    ignore_index: int = -100,
    reduction: str = "mean",
) -> Array:
    """The gradient of the likelihood, sent through log_softmax: g - softmax Σg over the classes.

    g has one entry for each sample, minus its share, so this is share (softmax - one_hot).
    """
    gradient = nll_loss_backward(logits, target, weight, ignore_index, reduction)
    total: Array = np.sum(gradient, axis=1, keepdims=True)
    return gradient - softmax(logits, 1) * total
