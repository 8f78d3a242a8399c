"""Exercise 18: pooling by maxima, means and chance, over windows, whole images and pyramids of bins.

Fill in the six classes. The statement is in README.md beside this file.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]

Size = int | tuple[int, int]
"""One number for both directions, or the height's and the width's."""


class MaxPool2d:
    """The largest entry of each window."""

    def __init__(self, kernel_size: Size, stride: Size | None = None, padding: Size = 0) -> None:
        """A layer without parameters.

        Args:
            kernel_size: the window's height and width.
            stride: how far apart windows stand; None for the window's own size.
            padding: how many rows and columns of -inf are put at each end, at most half the window.

        Raises:
            ValueError: the padding is more than half the window, in one direction or both.
        """
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """The output, of shape (N, C, H', W'); remembers what `backward` needs.

        Args:
            x: images, shape (N, C, H, W).
        """
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input, of shape (N, C, H, W).

        Args:
            grad_output: the gradient of the last output, in its shape.
        """
        raise NotImplementedError


class AvgPool2d:
    """The mean of each window, in which the zeros of the padding count."""

    def __init__(self, kernel_size: Size, stride: Size | None = None, padding: Size = 0) -> None:
        """A layer without parameters.

        Args:
            kernel_size: the window's height and width.
            stride: how far apart windows stand; None for the window's own size.
            padding: how many rows and columns of zeros are put at each end, at most half the window.

        Raises:
            ValueError: the padding is more than half the window, in one direction or both.
        """
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """The output, of shape (N, C, H', W'); remembers what `backward` needs.

        Args:
            x: images, shape (N, C, H, W).
        """
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input, of shape (N, C, H, W).

        Args:
            grad_output: the gradient of the last output, in its shape.
        """
        raise NotImplementedError


class GlobalAvgPool2d:
    """The mean of each channel of each image."""

    def forward(self, x: Array) -> Array:
        """The output, of shape (N, C); remembers what `backward` needs.

        Args:
            x: images, shape (N, C, H, W).
        """
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input, of shape (N, C, H, W).

        Args:
            grad_output: the gradient of the last output, shape (N, C).
        """
        raise NotImplementedError


class GlobalMaxPool2d:
    """The largest entry of each channel of each image."""

    def forward(self, x: Array) -> Array:
        """The output, of shape (N, C); remembers what `backward` needs.

        Args:
            x: images, shape (N, C, H, W).
        """
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input, of shape (N, C, H, W).

        Args:
            grad_output: the gradient of the last output, shape (N, C).
        """
        raise NotImplementedError


class StochasticPool2d:
    """In training an entry of each window, drawn in proportion to its value; in evaluation their weighted mean."""

    def __init__(self, kernel_size: Size, stride: Size | None = None, rng: np.random.Generator | None = None) -> None:
        """A layer in training mode.

        Args:
            kernel_size: the window's height and width.
            stride: how far apart windows stand; None for the window's own size.
            rng: where random numbers come from; None for a layer that is used in evaluation only.
        """
        raise NotImplementedError

    def train(self) -> None:
        """From the next `forward` on, draw."""
        raise NotImplementedError

    def eval(self) -> None:
        """From the next `forward` on, take the weighted mean."""
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """The output, of shape (N, C, H', W'); remembers what `backward` needs.

        Args:
            x: images without negative entries, shape (N, C, H, W).
        """
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input, of shape (N, C, H, W).

        Args:
            grad_output: the gradient of the last output, in its shape.
        """
        raise NotImplementedError


class SpatialPyramidPool:
    """The largest entry of each bin of each level, as one row of the same length whatever the image's size."""

    def __init__(self, levels: Sequence[int]) -> None:
        """A layer without parameters.

        Args:
            levels: for each level n, the image is divided into n by n bins.
        """
        raise NotImplementedError

    def forward(self, x: Array) -> Array:
        """The output, of shape (N, C·Σn²), level after level; remembers what `backward` needs.

        Args:
            x: images, shape (N, C, H, W).
        """
        raise NotImplementedError

    def backward(self, grad_output: Array) -> Array:
        """The gradient of the last input, of shape (N, C, H, W).

        Args:
            grad_output: the gradient of the last output, in its shape.
        """
        raise NotImplementedError
