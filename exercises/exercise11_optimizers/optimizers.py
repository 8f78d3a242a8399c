"""Exercise 11: optimizers, learning-rate schedules, clipping.

An optimizer updates the arrays of `params` in place; gradients are never changed, except by the clipping functions.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


class SGD:
    """Gradient descent with momentum, dampening, weight decay and Nesterov's look ahead.

    Args:
        params: Arrays of any shapes, updated in place.
        lr: The learning rate; may be changed between steps.
        momentum: How much of the velocity stays from step to step.
        dampening: What is taken off the gradient's part of the velocity, from the second update on.
        weight_decay: How much of the parameter is added to its gradient.
        nesterov: Whether to step along the gradient plus the velocity to come.
    """

    def __init__(
        self,
        params: Sequence[Array],
        lr: float = 0.001,
        momentum: float = 0.0,
        dampening: float = 0.0,
        weight_decay: float = 0.0,
        nesterov: bool = False,
    ) -> None:
        raise NotImplementedError

    def step(self, grads: Sequence[Array | None]) -> None:
        """Update every parameter that has a gradient; `grads[i]` has the shape of `params[i]`, or is None."""
        raise NotImplementedError


class Adagrad:
    """Steps divided by the root of the sum of all squared gradients so far.

    Args:
        params: Arrays of any shapes, updated in place.
        lr: The learning rate; may be changed between steps.
        eps: Added to the root.
    """

    def __init__(self, params: Sequence[Array], lr: float = 0.01, eps: float = 1e-10) -> None:
        raise NotImplementedError

    def step(self, grads: Sequence[Array | None]) -> None:
        """Update every parameter that has a gradient; `grads[i]` has the shape of `params[i]`, or is None."""
        raise NotImplementedError


class RMSprop:
    """Steps divided by the root of the running mean of squared gradients.

    Args:
        params: Arrays of any shapes, updated in place.
        lr: The learning rate; may be changed between steps.
        alpha: How much of the running mean stays from step to step.
        eps: Added to the root.
    """

    def __init__(self, params: Sequence[Array], lr: float = 0.01, alpha: float = 0.99, eps: float = 1e-8) -> None:
        raise NotImplementedError

    def step(self, grads: Sequence[Array | None]) -> None:
        """Update every parameter that has a gradient; `grads[i]` has the shape of `params[i]`, or is None."""
        raise NotImplementedError


class Adam:
    """Running means of the gradient and of its square, both corrected for their start at zero.

    Args:
        params: Arrays of any shapes, updated in place.
        lr: The learning rate; may be changed between steps.
        betas: How much stays of the mean of gradients, and of the mean of squares.
        eps: Added to the root of the corrected mean of squares.
        weight_decay: How much of the parameter is added to its gradient.
    """

    def __init__(
        self,
        params: Sequence[Array],
        lr: float = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        raise NotImplementedError

    def step(self, grads: Sequence[Array | None]) -> None:
        """Update every parameter that has a gradient; `grads[i]` has the shape of `params[i]`, or is None."""
        raise NotImplementedError


class AdamW:
    """Adam with a weight decay that acts on the parameter itself, not on its gradient.

    Args:
        params: Arrays of any shapes, updated in place.
        lr: The learning rate; may be changed between steps.
        betas: How much stays of the mean of gradients, and of the mean of squares.
        eps: Added to the root of the corrected mean of squares.
        weight_decay: Times the learning rate, the part that the parameter loses in each update.
    """

    def __init__(
        self,
        params: Sequence[Array],
        lr: float = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.01,
    ) -> None:
        raise NotImplementedError

    def step(self, grads: Sequence[Array | None]) -> None:
        """Update every parameter that has a gradient; `grads[i]` has the shape of `params[i]`, or is None."""
        raise NotImplementedError


def step_decay(lr: float, step: int, step_size: int, gamma: float) -> float:
    """Learning rate at `step` that starts at `lr` and is multiplied by `gamma` every `step_size` steps."""
    raise NotImplementedError


def exponential_decay(lr: float, step: int, gamma: float) -> float:
    """Learning rate at `step` that starts at `lr` and is multiplied by `gamma` in every step."""
    raise NotImplementedError


def inverse_time_decay(lr: float, step: int, decay: float) -> float:
    """Learning rate at `step` that starts at `lr` and is divided by 1 + decay · step."""
    raise NotImplementedError


def clip_grad_norm(grads: Sequence[Array | None], max_norm: float) -> Array | np.floating | float:
    """Scale all gradients in place by one factor, so that their common norm is at most `max_norm`.

    Args:
        grads: Arrays of any shapes; None counts for nothing.
        max_norm: The largest norm allowed.

    Returns:
        The norm of all gradients together, as it was before, in their dtype.
    """
    raise NotImplementedError


def clip_grad_value(grads: Sequence[Array | None], clip_value: float) -> None:
    """Limit every entry of every gradient, in place, to the interval from -clip_value to clip_value.

    Args:
        grads: Arrays of any shapes; None counts for nothing.
        clip_value: The largest absolute value allowed.
    """
    raise NotImplementedError
