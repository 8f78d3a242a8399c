# An honest variant: one sample at a time in plain loops, with a logarithm of a sum of exponentials of its own.
import math

import numpy as np

REDUCTIONS = ("mean", "sum", "none")


def samples(scores, target, weight, ignore_index, reduction):
    """For each sample that counts: where it is, its scores as floats, its class, and what it counts."""
    if reduction not in REDUCTIONS:
        raise ValueError(f"{reduction!r} is none of {', '.join(REDUCTIONS)}")
    for place in np.ndindex(target.shape):
        label = int(target[place])
        if label != ignore_index:
            yield place, [float(score) for score in scores[(place[0], slice(None), *place[1:])]], label, (
                1.0 if weight is None else float(weight[label])
            )


def reduced(losses, total, like, target, reduction):
    if reduction == "none":
        result = np.zeros(target.shape, like.dtype)
        for place, loss in losses.items():
            result[place] = loss
        return result
    value = math.fsum(losses.values())
    if reduction == "mean":
        value = value / total if total else math.nan
    return like.dtype.type(value)


def log_of_sum(row):
    largest = max(row)
    return largest + math.log(math.fsum(math.exp(score - largest) for score in row))


def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    losses, total = {}, 0.0
    for place, row, label, counts in samples(log_probabilities, target, weight, ignore_index, reduction):
        losses[place] = counts * -row[label]
        total += counts
    return reduced(losses, total, log_probabilities, target, reduction)


def cross_entropy(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    losses, total = {}, 0.0
    for place, row, label, counts in samples(logits, target, weight, ignore_index, reduction):
        losses[place] = counts * (log_of_sum(row) - row[label])
        total += counts
    return reduced(losses, total, logits, target, reduction)


def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    found = list(samples(log_probabilities, target, weight, ignore_index, reduction))
    total = math.fsum(counts for *_, counts in found) if reduction == "mean" else 1.0
    gradient = np.zeros(log_probabilities.shape, log_probabilities.dtype)
    for place, _, label, counts in found:
        gradient[(place[0], label, *place[1:])] = -counts / total
    return gradient


def cross_entropy_backward(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    found = list(samples(logits, target, weight, ignore_index, reduction))
    total = math.fsum(counts for *_, counts in found) if reduction == "mean" else 1.0
    gradient = np.zeros(logits.shape, logits.dtype)
    for place, row, label, counts in found:
        level = log_of_sum(row)
        for number, score in enumerate(row):
            difference = math.exp(score - level) - (1.0 if number == label else 0.0)
            gradient[(place[0], number, *place[1:])] = counts * difference / total
    return gradient
