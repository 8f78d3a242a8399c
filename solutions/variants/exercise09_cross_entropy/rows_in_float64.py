# An honest variant: PyTorch, all samples as rows of one matrix in float64, the ignored ones taken out by a boolean mask.
import torch

from given import log_softmax, softmax


def rows(scores, target, ignore_index):
    """The scores of the samples that count as (samples, classes), their classes, and which of all samples they are."""
    matrix = scores.movedim(1, -1).reshape(-1, scores.shape[1]).double()
    keep = (target != ignore_index).reshape(-1)
    return matrix[keep], target.reshape(-1)[keep], keep


def factors(classes, weight, reduction):
    """What each sample is multiplied by: its weight, for the mean its part of all weights."""
    each = torch.ones(len(classes), dtype=torch.float64) if weight is None else weight.double()[classes]
    if reduction == "mean":
        return each / each.sum()
    if reduction not in {"sum", "none"}:
        raise ValueError("reduction: mean, sum or none")
    return each


def finish(losses, keep, target, reduction, dtype):
    if reduction != "none":
        empty = reduction == "mean" and len(losses) == 0
        return torch.tensor(float("nan"), dtype=dtype) if empty else losses.sum().to(dtype)
    everything = torch.zeros(keep.shape, dtype=torch.float64)
    everything[keep] = losses
    return everything.reshape(target.shape).to(dtype)


def spread(derivatives, keep, scores):
    """The derivatives of the rows, back at their places in the shape of the scores."""
    matrix = torch.zeros(len(keep), scores.shape[1], dtype=torch.float64)
    matrix[keep] = derivatives
    last = (scores.shape[0], *scores.shape[2:], scores.shape[1])
    return matrix.reshape(last).movedim(-1, 1).to(scores.dtype)


def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    matrix, classes, keep = rows(log_probabilities, target, ignore_index)
    picked = matrix[torch.arange(len(classes)), classes]
    return finish(-picked * factors(classes, weight, reduction), keep, target, reduction, log_probabilities.dtype)


def cross_entropy(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    matrix, classes, keep = rows(logits, target, ignore_index)
    picked = log_softmax(matrix, 1)[torch.arange(len(classes)), classes]
    return finish(-picked * factors(classes, weight, reduction), keep, target, reduction, logits.dtype)


def one_hot(classes, number):
    return (classes[:, None] == torch.arange(number)).double()


def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    matrix, classes, keep = rows(log_probabilities, target, ignore_index)
    parts = factors(classes, weight, reduction)[:, None]
    return spread(-parts * one_hot(classes, matrix.shape[1]), keep, log_probabilities)


def cross_entropy_backward(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    matrix, classes, keep = rows(logits, target, ignore_index)
    parts = factors(classes, weight, reduction)[:, None]
    return spread(parts * (softmax(matrix, 1) - one_hot(classes, matrix.shape[1])), keep, logits)
