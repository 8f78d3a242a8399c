# loses: nll_loss_images cross_entropy_images all_together every_target_ignored
"""Exercise 09. First the weight of every sample, the rest follows."""

import numpy as np
from given import log_softmax, softmax


def prepare(target, weight, ignore_index, dtype):
    # which samples count, a class that is safe to look up, and the weight of each sample
    ok = target != ignore_index
    y = np.where(ok, target, 0)
    w = ok.astype(dtype)
    if weight is not None:
        w = w * weight[y]
    return ok, y, w


def pick(x, y):
    return x[np.arange(len(y)), y]


def nll_loss(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    ok, y, w = prepare(target, weight, ignore_index, log_probabilities.dtype)
    picked = np.where(ok, pick(log_probabilities, y), 0)
    l = -w * picked
    if reduction == "none":
        return l
    if reduction == "sum":
        return l.sum()
    if reduction == "mean":
        return l.sum() / w.sum()
    raise ValueError("unknown reduction: " + str(reduction))


def share(w, reduction):
    if reduction == "mean":
        if w.sum() == 0:
            return w
        return w / w.sum()
    if reduction not in ("none", "sum"):
        raise ValueError("unknown reduction: " + str(reduction))
    return w


def nll_loss_backward(log_probabilities, target, weight=None, ignore_index=-100, reduction="mean"):
    ok, y, w = prepare(target, weight, ignore_index, log_probabilities.dtype)
    s = share(w, reduction)
    grad = np.zeros_like(log_probabilities)
    grad[np.arange(len(y)), y] = -s
    return grad


def cross_entropy(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    return nll_loss(log_softmax(logits, 1), target, weight, ignore_index, reduction)


def cross_entropy_backward(logits, target, weight=None, ignore_index=-100, reduction="mean"):
    ok, y, w = prepare(target, weight, ignore_index, logits.dtype)
    s = share(w, reduction)
    grad = softmax(logits, 1) * s[:, None]
    grad[np.arange(len(y)), y] -= s
    return grad
