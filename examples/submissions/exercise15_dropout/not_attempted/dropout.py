# loses: everything
"""Exercise 15: dropout as it is used today, and as it was first described.

Fill in the two classes. The statement is in README.md beside this file.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


class Dropout:
    """Drops entries with probability p in training, and scales the others by 1/(1 - p).

    Attributes:
        p: the probability that an entry is dropped; it may be assigned between calls.
        rng: where random numbers come from.
    """

    p: float
    rng: np.random.Generator

    def __init__(self, p: float, rng: np.random.Generator) -> None:
        """A layer in training mode.

        Args:
            p: the probability that an entry is dropped, from 0 to 1.
            rng: where random numbers come from.

        Raises:
            ValueError: p lies outside of [0, 1].
        """
        raise NotImplementedError

    def train(self) -> None:
        """From the next `forward` on, drop."""
        raise NotImplementedError

    def eval(self) -> None:
        """From the next `forward` on, drop nothing."""
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x; remembers what `backward` needs.

        Args:
            x: an array of any shape.
        """
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input.

        Args:
            grad_output: the gradient of the last output, in its shape.
        """
        raise NotImplementedError


class ClassicDropout:
    """Drops entries with probability p in training, and multiplies by 1 - p in evaluation.

    Attributes:
        p: the probability that an entry is dropped; it may be assigned between calls.
        rng: where random numbers come from.
    """

    p: float
    rng: np.random.Generator

    def __init__(self, p: float, rng: np.random.Generator) -> None:
        """A layer in training mode.

        Args:
            p: the probability that an entry is dropped, from 0 to 1.
            rng: where random numbers come from.

        Raises:
            ValueError: p lies outside of [0, 1].
        """
        raise NotImplementedError

    def train(self) -> None:
        """From the next `forward` on, drop."""
        raise NotImplementedError

    def eval(self) -> None:
        """From the next `forward` on, drop nothing, and multiply by 1 - p."""
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """The output, of the shape of x; remembers what `backward` needs.

        Args:
            x: an array of any shape.
        """
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input.

        Args:
            grad_output: the gradient of the last output, in its shape.
        """
        raise NotImplementedError
