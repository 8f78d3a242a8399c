# loses: slices_at_different_levels small_shapes
"""Softmax and friends. My own notes: always subtract the max first!"""

import numpy as np


def logsumexp(x, dim=-1):
    m = x.max(axis=dim, keepdims=True)
    s = np.exp(x - m).sum(axis=dim, keepdims=True)
    return (m + np.log(s)).squeeze(axis=dim)


def softmax(x, dim=-1):
    z = x - np.max(x)  # avoid overflow
    e = np.exp(z)
    return e / e.sum(axis=dim, keepdims=True)


def log_softmax(x, dim=-1):
    # log of softmax, but the division becomes a subtraction
    z = x - x.max(axis=dim, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=dim, keepdims=True))


def softmax_backward(grad_output, output, dim=-1):
    # J = diag(p) - p p^T, so J @ g = p*g - p * (p . g)
    pg = output * grad_output
    return pg - output * pg.sum(axis=dim, keepdims=True)


def log_softmax_backward(grad_output, output, dim=-1):
    p = np.exp(output)
    return grad_output - p * grad_output.sum(axis=dim, keepdims=True)
