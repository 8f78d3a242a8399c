# An honest variant: float64 inside and cast back at the end, sums by matrix products, each gradient a product of factors.
import numpy as np

DIVISORS = {"mean": lambda like: like.size, "sum": lambda like: 1, "none": lambda like: 1}


def lift(array):
    return np.asarray(array, dtype=np.float64)


def divisor(like, reduction):
    if reduction not in DIVISORS:
        raise ValueError(f"no such reduction: {reduction}")
    return DIVISORS[reduction](like)


def total(entries, like, reduction):
    parts = divisor(like, reduction)
    if reduction == "none":
        return entries.astype(like.dtype)
    flat = entries.reshape(-1)
    return np.array(flat @ np.full(flat.size, 1.0 / max(parts, 1)), dtype=like.dtype)


def spread(derivatives, like, reduction):
    share = np.full(like.shape, 1.0 / max(divisor(like, reduction), 1))
    return (share * derivatives).astype(like.dtype)


def mse_loss(input, target, reduction="mean"):
    return total(np.square(lift(target) - lift(input)), input, reduction)


def mse_loss_backward(input, target, reduction="mean"):
    return spread(-2.0 * (lift(target) - lift(input)), input, reduction)


def l1_loss(input, target, reduction="mean"):
    x, t = lift(input), lift(target)
    return total(np.maximum(x, t) - np.minimum(x, t), input, reduction)


def l1_loss_backward(input, target, reduction="mean"):
    x, t = lift(input), lift(target)
    return spread(np.select([x > t, x < t], [1.0, -1.0], 0.0), input, reduction)


def hinge_loss(input, target, reduction="mean"):
    short = 1.0 - lift(target) * lift(input)
    return total(short * (short > 0.0), input, reduction)


def hinge_loss_backward(input, target, reduction="mean"):
    short = 1.0 - lift(target) * lift(input)
    return spread(np.where(short > 0.0, -lift(target), 0.0), input, reduction)


def binary_cross_entropy(p, target, weight=None, reduction="mean"):
    q, t = lift(p), lift(target)
    least = np.exp(-100.0)
    entries = -t * np.log(q.clip(min=least)) - (1.0 - t) * np.log((1.0 - q).clip(min=least))
    return total(entries * (1.0 if weight is None else lift(weight)), p, reduction)


def binary_cross_entropy_backward(p, target, weight=None, reduction="mean"):
    q, t = lift(p), lift(target)
    variance = (1.0 - q) * q
    tiny = variance < 1e-12
    derivatives = np.where(tiny, (q - t) * 1e12, (q - t) / np.where(tiny, 1.0, variance))
    return spread(derivatives * (1.0 if weight is None else lift(weight)), p, reduction)


def binary_cross_entropy_with_logits(logits, target, weight=None, pos_weight=None, reduction="mean"):
    z, t = lift(logits), lift(target)
    positive = t if pos_weight is None else t * lift(pos_weight)
    entries = (1.0 - t) * z + (positive + (1.0 - t)) * np.logaddexp(0.0, -z)
    return total(entries * (1.0 if weight is None else lift(weight)), logits, reduction)


def binary_cross_entropy_with_logits_backward(logits, target, weight=None, pos_weight=None, reduction="mean"):
    z, t = lift(logits), lift(target)
    small = np.exp(-np.abs(z))
    p = np.where(z < 0.0, small, 1.0) / (1.0 + small)
    positive = t if pos_weight is None else t * lift(pos_weight)
    derivatives = p * (1.0 - t + positive) - positive
    return spread(derivatives * (1.0 if weight is None else lift(weight)), logits, reduction)
