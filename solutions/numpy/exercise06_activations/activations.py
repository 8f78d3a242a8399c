"""Nine activation layers: backward multiplies by the derivative that forward remembered."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating]


def by_sign(x: Array, otherwise: ArrayLike) -> Array:
    """1 where x > 0 and `otherwise` elsewhere, at 0 too, in the dtype of x."""
    result: Array = np.where(x > 0.0, 1.0, otherwise).astype(x.dtype)
    return result


class Elementwise:
    """A layer whose output at an entry depends on the input at that entry alone."""

    _derivative: Array

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input: the upstream one times the derivative at each entry."""
        return grad_output * self._derivative


class Sigmoid(Elementwise):
    """1 / (1 + exp(-x))."""

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x."""
        output: Array = 0.5 * (1.0 + np.tanh(0.5 * x))  # the same function, in which nothing overflows
        self._derivative = output * (1.0 - output)
        return output


class Tanh(Elementwise):
    """The hyperbolic tangent."""

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x."""
        output: Array = np.tanh(x)
        self._derivative = 1.0 - output * output
        return output


class Hardtanh(Elementwise):
    """x, cut off at `min_val` and `max_val`."""

    def __init__(self, min_val: float = -1.0, max_val: float = 1.0) -> None:
        self.min_val = min_val
        self.max_val = max_val

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x."""
        self._derivative = ((x > self.min_val) & (x < self.max_val)).astype(x.dtype)
        output: Array = np.clip(x, self.min_val, self.max_val)
        return output


class ReLU(Elementwise):
    """x where it is positive, else 0."""

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x."""
        self._derivative = by_sign(x, 0.0)
        return np.maximum(x, 0.0)


class LeakyReLU(Elementwise):
    """x where it is positive, else `negative_slope` times x."""

    def __init__(self, negative_slope: float = 0.01) -> None:
        self.negative_slope = negative_slope

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x."""
        self._derivative = by_sign(x, self.negative_slope)
        return x * self._derivative


class PReLU(Elementwise):
    """A leaky ReLU whose slope is a parameter: `weight` has shape (1,), or (C,) for C channels on dim 1."""

    grad_weight: Array

    def __init__(self, weight: Array) -> None:
        self.weight = weight

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x."""
        self._x = x
        slope = self.weight.reshape(-1, *[1] * (x.ndim - 2))  # against (N, C, ...) it meets dim 1
        self._derivative = by_sign(x, slope)
        return x * self._derivative

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input; stores that of the weight, summed over all entries that share a slope."""
        by_entry = grad_output * np.minimum(self._x, 0.0)
        shared = tuple(dim for dim in range(self._x.ndim) if dim != 1 or self.weight.size == 1)
        self.grad_weight = np.sum(by_entry, axis=shared).reshape(self.weight.shape)
        return super().backward(grad_output)


class RReLU(Elementwise):
    """A leaky ReLU with a drawn slope for each entry in training, and their mean in evaluation."""

    def __init__(self, lower: float = 1 / 8, upper: float = 1 / 3, rng: np.random.Generator | None = None) -> None:
        self.lower = lower
        self.upper = upper
        self.rng = np.random.default_rng() if rng is None else rng
        self.training = True

    def train(self) -> None:
        """From the next `forward` on, draw slopes."""
        self.training = True

    def eval(self) -> None:
        """From the next `forward` on, use the mean slope."""
        self.training = False

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x."""
        slope: ArrayLike = (self.lower + self.upper) / 2
        if self.training:
            slope = self.rng.uniform(self.lower, self.upper, x.shape)
        self._derivative = by_sign(x, slope)
        return x * self._derivative


class ELU(Elementwise):
    """x where it is positive, else `alpha` times (exp(x) - 1)."""

    def __init__(self, alpha: float = 1.0) -> None:
        self.alpha = alpha

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x."""
        below = np.minimum(x, 0.0)  # where x is positive, its exponential is not asked for, and might overflow
        self._derivative = by_sign(x, self.alpha * np.exp(below))
        output: Array = np.maximum(x, 0.0) + self.alpha * np.expm1(below)
        return output


class Maxout:
    """The largest of each `num_pieces` adjacent channels on dim 1: (N, C * num_pieces, ...) becomes (N, C, ...)."""

    def __init__(self, num_pieces: int) -> None:
        self.num_pieces = num_pieces

    def forward(self, x: Array) -> Array:
        """The output (N, C, ...).

        Raises:
            ValueError: the channels are no multiple of `num_pieces`.
        """
        batch, channels, *rest = x.shape
        if channels % self.num_pieces:
            raise ValueError(f"{channels} channels are not divisible into groups of {self.num_pieces}")
        pieces = x.reshape(batch, channels // self.num_pieces, self.num_pieces, *rest)
        self._shapes = x.shape, pieces.shape
        self._winner = np.argmax(pieces, axis=2)[:, :, None]  # the first of those that are tied
        return np.take_along_axis(pieces, self._winner, axis=2)[:, :, 0]

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input: each upstream entry goes to the piece that was the largest."""
        shape, shape_of_pieces = self._shapes
        grad_pieces = np.zeros(shape_of_pieces, grad_output.dtype)
        np.put_along_axis(grad_pieces, self._winner, grad_output[:, :, None], axis=2)
        return grad_pieces.reshape(shape)
