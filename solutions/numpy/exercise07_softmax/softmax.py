"""Softmax, log-softmax and log-sum-exp along one dimension, and their gradients.

Each forward function first subtracts the maximum of each slice. That changes no probability, makes every exponent at
most 0, and leaves one term of each sum exactly 1: nothing overflows, and no logarithm sees a zero.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def logsumexp(x: Array, dim: int = -1) -> Array:
    """The logarithm of the sum of exponentials along `dim`, which is dropped: (N, C) gives (N,) for the last."""
    largest: Array = np.max(x, axis=dim, keepdims=True)
    total: Array = np.sum(np.exp(x - largest), axis=dim)
    return np.squeeze(largest, axis=dim) + np.log(total)


def softmax(x: Array, dim: int = -1) -> Array:
    """The probabilities that belong to logits: positive, of sum 1 along `dim`, in the shape of `x`."""
    exponentials: Array = np.exp(x - np.max(x, axis=dim, keepdims=True))
    total: Array = np.sum(exponentials, axis=dim, keepdims=True)
    return exponentials / total


def log_softmax(x: Array, dim: int = -1) -> Array:
    """The logarithm of softmax, in the shape of `x`; no probability is formed, so none can vanish."""
    shifted: Array = x - np.max(x, axis=dim, keepdims=True)
    total: Array = np.sum(np.exp(shifted), axis=dim, keepdims=True)
    return shifted - np.log(total)


def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    """The gradient with respect to the logits, from that with respect to the probabilities `output`.

    The Jacobian of a slice is diag(p) - p pᵀ. Applied to g it needs no matrix: p (g - <g, p>).
    """
    mean_gradient: Array = np.sum(grad_output * output, axis=dim, keepdims=True)
    return output * (grad_output - mean_gradient)


def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    """The gradient with respect to the logits, from that with respect to the log-probabilities `output`.

    The Jacobian of a slice is I - 1 pᵀ, so the transposed one takes g to g - p Σg.
    """
    total: Array = np.sum(grad_output, axis=dim, keepdims=True)
    return grad_output - np.exp(output) * total
