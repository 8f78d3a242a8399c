# verdict: passed
# exercise: exercise11_optimizers
# The right answer of exercise 11.

"""Optimizers, learning-rate schedules and clipping, in NumPy.

An optimizer updates the arrays of `params` in place; gradients are never changed, except by the clipping functions.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


class Optimizer:
    """What all optimizers share: a list of parameters, a learning rate, and the loop over them."""

    def __init__(self, params: Sequence[Array], lr: float) -> None:
        self.params = list(params)
        self.lr = lr

    def step(self, grads: Sequence[Array | None]) -> None:
        """Update in place every parameter whose gradient is not None."""
        for index, (param, grad) in enumerate(zip(self.params, grads, strict=True)):
            if grad is not None:
                param[...] -= self.change(index, param, grad)

    def change(self, index: int, param: Array, grad: Array) -> Array:
        """What to subtract from parameter number `index`; updates its state."""
        raise NotImplementedError

    def zeros(self) -> list[Array]:
        """One array of zeros for each parameter: the state that a running sum or mean starts from."""
        return [np.zeros_like(param) for param in self.params]


class SGD(Optimizer):
    """Gradient descent with momentum (Polyak 1964; Nesterov's as in Sutskever et al. 2013)."""

    def __init__(
        self,
        params: Sequence[Array],
        lr: float = 0.001,
        momentum: float = 0.0,
        dampening: float = 0.0,
        weight_decay: float = 0.0,
        nesterov: bool = False,
    ) -> None:
        super().__init__(params, lr)
        self.momentum = momentum
        self.dampening = dampening
        self.weight_decay = weight_decay
        self.nesterov = nesterov
        self.velocity: list[Array | None] = [None] * len(self.params)

    def change(self, index: int, param: Array, grad: Array) -> Array:
        """The step lr · v, or lr · (g + momentum · v)."""
        grad = grad + self.weight_decay * param
        before = self.velocity[index]
        # The first gradient becomes the velocity whole: there is nothing yet that it could be dampened against.
        velocity = grad if before is None else self.momentum * before + (1 - self.dampening) * grad
        self.velocity[index] = velocity
        return self.lr * (grad + self.momentum * velocity if self.nesterov else velocity)


class Adagrad(Optimizer):
    """Steps divided by the root of the sum of all squared gradients so far (Duchi et al. 2011)."""

    def __init__(self, params: Sequence[Array], lr: float = 0.01, eps: float = 1e-10) -> None:
        super().__init__(params, lr)
        self.eps = eps
        self.sum_of_squares = self.zeros()

    def change(self, index: int, param: Array, grad: Array) -> Array:  # noqa: ARG002 - the parameter plays no part
        """The step lr · g / (√s + eps)."""
        self.sum_of_squares[index] += grad**2
        return self.lr * grad / (np.sqrt(self.sum_of_squares[index]) + self.eps)


class RMSprop(Optimizer):
    """Steps divided by the root of the running mean of squared gradients (Tieleman and Hinton 2012)."""

    def __init__(self, params: Sequence[Array], lr: float = 0.01, alpha: float = 0.99, eps: float = 1e-8) -> None:
        super().__init__(params, lr)
        self.alpha = alpha
        self.eps = eps
        self.mean_square = self.zeros()

    def change(self, index: int, param: Array, grad: Array) -> Array:  # noqa: ARG002 - the parameter plays no part
        """The step lr · g / (√s + eps)."""
        mean_square = self.alpha * self.mean_square[index] + (1 - self.alpha) * grad**2
        self.mean_square[index] = mean_square
        return self.lr * grad / (np.sqrt(mean_square) + self.eps)


class Adam(Optimizer):
    """Running means of gradient and square, both corrected for their start at zero (Kingma and Ba 2015)."""

    def __init__(
        self,
        params: Sequence[Array],
        lr: float = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(params, lr)
        self.betas = betas
        self.eps = eps
        self.weight_decay = weight_decay
        self.mean = self.zeros()
        self.mean_square = self.zeros()
        # A parameter may miss some steps, so each counts its own: the correction belongs to its means alone.
        self.updates = [0] * len(self.params)

    def change(self, index: int, param: Array, grad: Array) -> Array:
        """Adam's step along the gradient of the loss with half the squared parameter, times weight_decay, added."""
        return self.lr * self.direction(index, grad + self.weight_decay * param)

    def direction(self, index: int, grad: Array) -> Array:
        """The step m̂ / (√ŝ + eps), before the learning rate."""
        beta1, beta2 = self.betas
        self.updates[index] += 1
        self.mean[index] = beta1 * self.mean[index] + (1 - beta1) * grad
        self.mean_square[index] = beta2 * self.mean_square[index] + (1 - beta2) * grad**2
        mean: Array = self.mean[index] / (1 - beta1 ** self.updates[index])
        mean_square: Array = self.mean_square[index] / (1 - beta2 ** self.updates[index])
        return mean / (np.sqrt(mean_square) + self.eps)


class AdamW(Adam):
    """Adam with a decay that acts on the parameter itself, not on its gradient (Loshchilov and Hutter 2019)."""

    def __init__(
        self,
        params: Sequence[Array],
        lr: float = 0.001,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.01,
    ) -> None:
        super().__init__(params, lr, betas, eps, weight_decay)

    def change(self, index: int, param: Array, grad: Array) -> Array:
        """The decay and Adam's step; they add up, because the means do not depend on the parameter."""
        return self.lr * (self.weight_decay * param + self.direction(index, grad))


def step_decay(lr: float, step: int, step_size: int, gamma: float) -> float:
    """Learning rate at `step` that starts at `lr` and is multiplied by `gamma` every `step_size` steps."""
    return lr * gamma ** (step // step_size)


def exponential_decay(lr: float, step: int, gamma: float) -> float:
    """Learning rate at `step` that starts at `lr` and is multiplied by `gamma` in every step."""
    return lr * gamma**step


def inverse_time_decay(lr: float, step: int, decay: float) -> float:
    """Learning rate at `step` that starts at `lr` and is divided by 1 + decay · step."""
    return lr / (1 + decay * step)


def clip_grad_norm(grads: Sequence[Array | None], max_norm: float) -> np.floating:
    """Scale all gradients in place by one factor, so that their common norm is at most `max_norm`.

    Returns:
        The norm of all gradients together, as it was before (Pascanu et al. 2013).
    """
    present = [grad for grad in grads if grad is not None]
    norm: np.floating = np.sqrt(sum(np.sum(grad**2) for grad in present))
    factor = np.minimum(1.0, max_norm / (norm + 1e-6))
    for grad in present:
        grad[...] *= factor
    return norm


def clip_grad_value(grads: Sequence[Array | None], clip_value: float) -> None:
    """Limit every entry of every gradient, in place, to the interval from -clip_value to clip_value."""
    for grad in grads:
        if grad is not None:
            np.clip(grad, -clip_value, clip_value, out=grad)
