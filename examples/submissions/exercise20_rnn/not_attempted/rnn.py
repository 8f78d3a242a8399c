# loses: everything
"""Exercise 20: a recurrent network, back-propagation through time, whole and truncated, and clipping by norm.

Fill in the two classes and the two functions. The statement is in README.md beside this file.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


class RNNCell:
    """One step of a recurrent network: next state = tanh(x weight_ihᵀ + h weight_hhᵀ + bias).

    Attributes:
        weight_ih: shape (H, D), the array that was handed over.
        weight_hh: shape (H, H), the array that was handed over.
        bias: shape (H,), the array that was handed over.
        grad_weight_ih: shape (H, D), set by `backward`.
        grad_weight_hh: shape (H, H), set by `backward`.
        grad_bias: shape (H,), set by `backward`.
    """

    weight_ih: Array
    weight_hh: Array
    bias: Array
    grad_weight_ih: Array
    grad_weight_hh: Array
    grad_bias: Array

    def __init__(self, weight_ih: Array, weight_hh: Array, bias: Array) -> None:
        """Keep the parameters.

        Args:
            weight_ih: shape (H, D), from D inputs to H units.
            weight_hh: shape (H, H), from the state to the next state.
            bias: shape (H,).
        """
        raise NotImplementedError

    def forward(self, x: Array, h: Array) -> Array:
        """The next state; remembers what `backward` needs.

        Args:
            x: the input of this step, shape (N, D).
            h: the state before it, shape (N, H).

        Returns:
            The state after it, shape (N, H).
        """
        raise NotImplementedError

    def backward(self, grad_h: Array) -> tuple[Array, Array]:
        """The gradients of input and old state; stores those of the parameters, summed over the batch.

        Args:
            grad_h: the gradient of the loss with respect to the state that `forward` returned last, shape (N, H).

        Returns:
            The gradients with respect to x, shape (N, D), and to the state before, shape (N, H).
        """
        raise NotImplementedError


class RNN:
    """The same step at every position of a sequence, each from the state that the step before it left.

    Attributes:
        weight_ih: shape (H, D), the array that was handed over.
        weight_hh: shape (H, H), the array that was handed over.
        bias: shape (H,), the array that was handed over.
        grad_weight_ih: shape (H, D), set by `backward`.
        grad_weight_hh: shape (H, H), set by `backward`.
        grad_bias: shape (H,), set by `backward`.
    """

    weight_ih: Array
    weight_hh: Array
    bias: Array
    grad_weight_ih: Array
    grad_weight_hh: Array
    grad_bias: Array

    def __init__(self, weight_ih: Array, weight_hh: Array, bias: Array) -> None:
        """Keep the parameters.

        Args:
            weight_ih: shape (H, D), from D inputs to H units.
            weight_hh: shape (H, H), from the state to the next state.
            bias: shape (H,).
        """
        raise NotImplementedError

    def forward(self, x: Array, h0: Array | None = None) -> tuple[Array, Array]:
        """All states, and the last one; remembers what `backward` needs.

        Args:
            x: sequences of T steps, at least one, shape (N, T, D).
            h0: the state before the first step, shape (N, H); zeros if None.

        Returns:
            The states after each step, shape (N, T, H), and the one after the last, shape (N, H).
        """
        raise NotImplementedError

    def backward(self, grad_states: Array | None, grad_last: Array | None = None) -> tuple[Array, Array]:
        """Back-propagation through time; stores the gradients of the parameters, summed over batch and time.

        Args:
            grad_states: the gradient of the loss with respect to the states returned last, shape (N, T, H); zeros if
                None.
            grad_last: that with respect to the last state, returned beside them, shape (N, H); zeros if None.

        Returns:
            The gradients with respect to x, shape (N, T, D), and to h0, shape (N, H).
        """
        raise NotImplementedError


def truncated_bptt(
    weight_ih: Array, weight_hh: Array, bias: Array, x: Array, h0: Array | None, grad_states: Array, steps: int
) -> tuple[Array, Array, Array]:
    """The gradients of the parameters by back-propagation that never crosses the border of a chunk.

    Args:
        weight_ih: shape (H, D).
        weight_hh: shape (H, H).
        bias: shape (H,).
        x: sequences of T steps, shape (N, T, D).
        h0: the state before the first step, shape (N, H); zeros if None.
        grad_states: the gradient of the loss with respect to the states, shape (N, T, H).
        steps: the length of a chunk, at least 1, counted from the first step; the last chunk may be shorter.

    Returns:
        The gradients of weight_ih, weight_hh and bias, summed over batch and time.
    """
    raise NotImplementedError


def clip_grad_norm(grads: Sequence[Array], max_norm: float) -> Array | np.floating | float:
    """Scale all gradients in place by one factor, so that their common norm is at most `max_norm`.

    Args:
        grads: arrays of any shapes, at least one.
        max_norm: the largest norm allowed.

    Returns:
        The norm of all gradients together, as it was before, in their dtype.
    """
    raise NotImplementedError
