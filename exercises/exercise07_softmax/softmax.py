"""Exercise 07: softmax, log-softmax and log-sum-exp along one dimension, and their gradients.

Fill in the five functions. The statement is in README.md beside this file.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def logsumexp(x: Array, dim: int = -1) -> Array:
    """The logarithm of the sum of exponentials along `dim`, without overflow.

    Args:
        x: logits of any shape, for example (N, C).
        dim: the dimension to sum over; negative ones count from the end.

    Returns:
        An array of the shape of `x` without `dim`, for example (N,).
    """
    raise NotImplementedError


def softmax(x: Array, dim: int = -1) -> Array:
    """The probabilities that belong to logits: positive, and of sum 1 along `dim`.

    Args:
        x: logits of any shape, for example (N, C).
        dim: the dimension of the classes.

    Returns:
        An array of the shape of `x`.
    """
    raise NotImplementedError


def log_softmax(x: Array, dim: int = -1) -> Array:
    """The logarithm of softmax, right even where the probability itself is too small for a float.

    Args:
        x: logits of any shape, for example (N, C).
        dim: the dimension of the classes.

    Returns:
        An array of the shape of `x`.
    """
    raise NotImplementedError


def softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    """The gradient of the loss with respect to the logits, through softmax.

    Args:
        grad_output: the gradient of the loss with respect to `output`.
        output: what `softmax` returned, the same shape.
        dim: the dimension of the classes.

    Returns:
        An array of the same shape.
    """
    raise NotImplementedError


def log_softmax_backward(grad_output: Array, output: Array, dim: int = -1) -> Array:
    """The gradient of the loss with respect to the logits, through log_softmax.

    Args:
        grad_output: the gradient of the loss with respect to `output`.
        output: what `log_softmax` returned (log-probabilities), the same shape.
        dim: the dimension of the classes.

    Returns:
        An array of the same shape.
    """
    raise NotImplementedError
