# loses: everything
"""Exercise 06: nine activation layers, forward and backward.

Fill in the nine classes. The statement is in README.md beside this file.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


class Sigmoid:
    """1 / (1 + exp(-x))."""

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x, which is any; remembers what `backward` needs."""
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input, from that of the last output; both have its shape."""
        raise NotImplementedError


class Tanh:
    """The hyperbolic tangent, (exp(x) - exp(-x)) / (exp(x) + exp(-x))."""

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x, which is any; remembers what `backward` needs."""
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input, from that of the last output; both have its shape."""
        raise NotImplementedError


class Hardtanh:
    """x, cut off below `min_val` and above `max_val`.

    Attributes:
        min_val: the least output.
        max_val: the largest output. Both may be assigned between calls.
    """

    min_val: float
    max_val: float

    def __init__(self, min_val: float = -1.0, max_val: float = 1.0) -> None:
        """Keep the bounds.

        Args:
            min_val: the least output.
            max_val: the largest output, above `min_val`.
        """
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x, which is any; remembers what `backward` needs."""
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input; at both bounds the derivative is 0."""
        raise NotImplementedError


class ReLU:
    """x where x > 0, else 0."""

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x, which is any; remembers what `backward` needs."""
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input; at 0 the derivative is 0."""
        raise NotImplementedError


class LeakyReLU:
    """x where x > 0, else `negative_slope` times x.

    Attributes:
        negative_slope: any number, above 1 or negative too; it may be assigned between calls.
    """

    negative_slope: float

    def __init__(self, negative_slope: float = 0.01) -> None:
        """Keep the slope."""
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x, which is any; remembers what `backward` needs."""
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input; at 0 the derivative is `negative_slope`."""
        raise NotImplementedError


class PReLU:
    """A leaky ReLU whose slope is a parameter: one for all entries, or one for each channel.

    Attributes:
        weight: shape (1,) or (C,), the array that was handed over.
        grad_weight: the shape of weight, set by `backward`.
    """

    weight: Array
    grad_weight: Array

    def __init__(self, weight: Array) -> None:
        """Keep the slopes.

        Args:
            weight: shape (1,), one slope for all entries, or (C,), one for each channel.
        """
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x; remembers what `backward` needs.

        Args:
            x: any shape with one slope; (N, C) or (N, C, ...) with a slope for each channel.
        """
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input; stores `grad_weight`. At 0 the derivative is the slope."""
        raise NotImplementedError


class RReLU:
    """A leaky ReLU with a drawn slope for each entry in training, and their mean in evaluation.

    Attributes:
        lower: the least slope.
        upper: the largest slope. Both may be assigned between calls.
    """

    lower: float
    upper: float

    def __init__(self, lower: float = 1 / 8, upper: float = 1 / 3, rng: np.random.Generator | None = None) -> None:
        """A layer in training mode.

        Args:
            lower: the least slope.
            upper: the largest slope, at least `lower`.
            rng: where slopes are drawn from; without one, from a generator that the layer makes itself.
        """
        raise NotImplementedError

    def train(self) -> None:
        """From the next `forward` on, draw slopes."""
        raise NotImplementedError

    def eval(self) -> None:
        """From the next `forward` on, use the mean slope, (lower + upper) / 2."""
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x, which is any; remembers what `backward` needs."""
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input, with the slopes of the last `forward`, also at 0."""
        raise NotImplementedError


class ELU:
    """x where x > 0, else `alpha` times (exp(x) - 1).

    Attributes:
        alpha: minus the limit at the far left; it may be assigned between calls.
    """

    alpha: float

    def __init__(self, alpha: float = 1.0) -> None:
        """Keep alpha."""
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x, which is any; remembers what `backward` needs."""
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input; at 0 the derivative is `alpha`."""
        raise NotImplementedError


class Maxout:
    """The largest of each `num_pieces` adjacent channels.

    Attributes:
        num_pieces: how many channels compete for one output; it may be assigned between calls.
    """

    num_pieces: int

    def __init__(self, num_pieces: int) -> None:
        """Keep the number of pieces, 1 or more."""
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """The output; remembers what `backward` needs.

        Args:
            x: shape (N, C * num_pieces) or (N, C * num_pieces, ...).

        Returns:
            An array of shape (N, C) or (N, C, ...).

        Raises:
            ValueError: `num_pieces` does not divide the number of channels.
        """
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input, in its shape; of tied pieces the first gets it.

        Args:
            grad_output: the gradient of the last output, in its shape.
        """
        raise NotImplementedError
