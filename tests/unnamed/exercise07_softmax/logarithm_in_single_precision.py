# truth: log_softmax computes in float32 inside, so its results for float64 logits are right to 7 digits only.
# where: log_softmax
# loses: example_log_softmax, log_softmax, default_dim, large_logits, slices_at_different_levels, arguments
import numpy as np


def logsumexp(x, dim=-1):
    m = np.max(x, axis=dim)
    acc = np.zeros_like(m)
    for row in np.moveaxis(x, dim, 0):
        acc = acc + np.exp(row - m)
    return m + np.log(acc)


def softmax(x, dim=-1):
    m = np.max(x, axis=dim)
    rows = [np.exp(row - m) for row in np.moveaxis(x, dim, 0)]
    total = sum(rows[1:], rows[0])
    return np.stack([row / total for row in rows], axis=dim)


def log_softmax(x, dim=-1):
    small = x.astype(np.float32)
    m = np.max(small, axis=dim, keepdims=True)
    logits = small - m
    norm = np.log(np.sum(np.exp(logits), axis=dim, keepdims=True))
    return (logits - norm).astype(x.dtype)


def softmax_backward(grad_output, output, dim=-1):
    ps = np.moveaxis(output, dim, 0)
    gs = np.moveaxis(grad_output, dim, 0)
    expected = np.zeros_like(ps[0])
    for p, g in zip(ps, gs):
        expected = expected + p * g
    return np.stack([p * (g - expected) for p, g in zip(ps, gs)], axis=dim)


def log_softmax_backward(grad_output, output, dim=-1):
    ps = np.exp(np.moveaxis(output, dim, 0))
    gs = np.moveaxis(grad_output, dim, 0)
    total = gs.sum(axis=0)
    return np.stack([g - p * total for p, g in zip(ps, gs)], axis=dim)
