"""What exercise 09 builds on, complete: softmax and log_softmax of exercise 07.

    from given import log_softmax, softmax

Both first subtract the maximum of each slice, so that nothing overflows and no logarithm sees a zero. Neither changes
its argument, and float32 stays float32.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def softmax(x: Array, dim: int) -> Array:
    """The probabilities that belong to logits: positive, and of sum 1 along `dim`.

    Args:
        x: logits of any shape, for example (N, C) or (N, C, H, W).
        dim: the dimension of the classes; negative ones count from the end.

    Returns:
        An array of the shape of `x`.
    """
    exponentials: Array = np.exp(x - np.max(x, axis=dim, keepdims=True))
    total: Array = np.sum(exponentials, axis=dim, keepdims=True)
    return exponentials / total


def log_softmax(x: Array, dim: int) -> Array:
    """The logarithm of softmax, right even where the probability itself is too small for a float.

    Args:
        x: logits of any shape, for example (N, C) or (N, C, H, W).
        dim: the dimension of the classes; negative ones count from the end.

    Returns:
        An array of the shape of `x`.
    """
    shifted: Array = x - np.max(x, axis=dim, keepdims=True)
    total: Array = np.sum(np.exp(shifted), axis=dim, keepdims=True)
    return shifted - np.log(total)
