# An honest variant: one entry at a time in plain loops, with the sides of every case written out as branches.
import math

import numpy as np


def numbers(values, like):
    """The entries of an array, as Python floats, in the shape of another one; None is 1 everywhere."""
    if values is None:
        return [1.0] * like.size
    return [float(value) for value in np.broadcast_to(values, like.shape).ravel()]


def finish(entries, like, reduction):
    if reduction == "none":
        return np.array(entries, dtype=like.dtype).reshape(like.shape)
    total = math.fsum(entries)
    if reduction == "mean":
        total /= len(entries)
    elif reduction != "sum":
        raise ValueError(reduction)
    return like.dtype.type(total)


def finish_gradient(derivatives, like, reduction):
    if reduction not in {"none", "sum", "mean"}:
        raise ValueError(reduction)
    parts = len(derivatives) if reduction == "mean" else 1
    return finish([derivative / parts for derivative in derivatives], like, "none")


def mse_loss(input, target, reduction="mean"):
    pairs = zip(numbers(input, input), numbers(target, input), strict=True)
    return finish([(x - t) * (x - t) for x, t in pairs], input, reduction)


def mse_loss_backward(input, target, reduction="mean"):
    pairs = zip(numbers(input, input), numbers(target, input), strict=True)
    return finish_gradient([(x - t) + (x - t) for x, t in pairs], input, reduction)


def l1_loss(input, target, reduction="mean"):
    pairs = zip(numbers(input, input), numbers(target, input), strict=True)
    return finish([x - t if x > t else t - x for x, t in pairs], input, reduction)


def l1_loss_backward(input, target, reduction="mean"):
    pairs = zip(numbers(input, input), numbers(target, input), strict=True)
    return finish_gradient([float(x > t) - float(x < t) for x, t in pairs], input, reduction)


def hinge_loss(input, target, reduction="mean"):
    pairs = zip(numbers(input, input), numbers(target, input), strict=True)
    return finish([max(0.0, 1.0 - t * x) for x, t in pairs], input, reduction)


def hinge_loss_backward(input, target, reduction="mean"):
    derivatives = []
    for x, t in zip(numbers(input, input), numbers(target, input), strict=True):
        if t * x < 1.0:
            derivatives.append(-t)
        else:
            derivatives.append(0.0)
    return finish_gradient(derivatives, input, reduction)


def surprise(p):
    return 100.0 if p == 0.0 else min(-math.log(p), 100.0)


def binary_cross_entropy(p, target, weight=None, reduction="mean"):
    entries = []
    for q, t, w in zip(numbers(p, p), numbers(target, p), numbers(weight, p), strict=True):
        entries.append(w * (t * surprise(q) + (1.0 - t) * surprise(1.0 - q)))
    return finish(entries, p, reduction)


def binary_cross_entropy_backward(p, target, weight=None, reduction="mean"):
    derivatives = []
    for q, t, w in zip(numbers(p, p), numbers(target, p), numbers(weight, p), strict=True):
        derivatives.append(w * (q - t) / max(q - q * q if q > 1e-3 else q * (1.0 - q), 1e-12))
    return finish_gradient(derivatives, p, reduction)


def log_of_both(z):
    """The logarithms of the sigmoid of z, and of the sigmoid of -z."""
    if z > 0.0:
        small = math.log1p(math.exp(-z))
        return -small, -z - small
    small = math.log1p(math.exp(z))
    return z - small, -small


def binary_cross_entropy_with_logits(logits, target, weight=None, pos_weight=None, reduction="mean"):
    entries = []
    columns = (numbers(values, logits) for values in (logits, target, weight, pos_weight))
    for z, t, w, c in zip(*columns, strict=True):
        yes, no = log_of_both(z)
        entries.append(-w * (c * t * yes + (1.0 - t) * no))
    return finish(entries, logits, reduction)


def binary_cross_entropy_with_logits_backward(logits, target, weight=None, pos_weight=None, reduction="mean"):
    derivatives = []
    columns = (numbers(values, logits) for values in (logits, target, weight, pos_weight))
    for z, t, w, c in zip(*columns, strict=True):
        yes, no = log_of_both(z)
        derivatives.append(w * ((1.0 - t) * math.exp(yes) - c * t * math.exp(no)))
    return finish_gradient(derivatives, logits, reduction)
