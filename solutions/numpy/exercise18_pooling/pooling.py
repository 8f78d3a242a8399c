"""Pooling by maxima, means and chance, over windows, whole images and pyramids of bins."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]
Pair = tuple[int, int]
Size = int | Pair


def pair(value: Size) -> Pair:
    """The value for the height and the value for the width; one number is both."""
    return (value, value) if isinstance(value, int) else value


def check_padding(padding: Size, kernel_size: Size) -> Pair:
    """The padding of both directions; raises ValueError where it is more than half the window."""
    for length, kernel in zip(pair(padding), pair(kernel_size), strict=True):
        if 2 * length > kernel:
            raise ValueError(f"a padding of {length} is more than half a window of {kernel}")
    return pair(padding)


def pad(x: Array, padding: Pair, value: float) -> Array:
    """The images with rows and columns of `value` at each end."""
    rows, columns = padding
    return np.pad(x, ((0, 0), (0, 0), (rows, rows), (columns, columns)), constant_values=value)


def crop(x: Array, padding: Pair) -> Array:
    """The images without their padding."""
    rows, columns = padding
    return x[:, :, rows : x.shape[2] - rows, columns : x.shape[3] - columns]


def visited(size: Pair, kernel_size: Pair, stride: Pair) -> Iterator[tuple[slice, slice]]:
    """For each entry of a window, in row order, the rows and the columns that it meets as the window moves."""
    rows, columns = ((size[at] - kernel_size[at]) // stride[at] + 1 for at in (0, 1))
    for i in range(kernel_size[0]):
        for j in range(kernel_size[1]):
            yield slice(i, i + stride[0] * rows, stride[0]), slice(j, j + stride[1] * columns, stride[1])


def cut(x: Array, kernel_size: Pair, stride: Pair) -> Array:
    """The windows of x (N, C, H, W), each flattened along axis 2: (N, C, kh·kw, H', W')."""
    height, width = x.shape[2:]
    places = visited((height, width), kernel_size, stride)
    return np.stack([x[:, :, rows, columns] for rows, columns in places], axis=2)


def join(windows: Array, shape: tuple[int, ...], kernel_size: Pair, stride: Pair) -> Array:
    """Images of `shape` in which every entry of the windows is added where it was cut from."""
    x = np.zeros(shape, dtype=windows.dtype)
    for entry, (rows, columns) in enumerate(visited((shape[2], shape[3]), kernel_size, stride)):
        x[:, :, rows, columns] += windows[:, :, entry]
    return x


def first_largest(windows: Array) -> NDArray[np.bool_]:
    """Along axis 2, True for the first of the largest entries and False for all others."""
    first = np.zeros(windows.shape, dtype=np.bool_)
    np.put_along_axis(first, np.argmax(windows, axis=2, keepdims=True), True, axis=2)
    return first


class MaxPool2d:
    """The largest entry of each window; the padding is -inf."""

    def __init__(self, kernel_size: Size, stride: Size | None = None, padding: Size = 0) -> None:
        self.kernel_size = pair(kernel_size)
        self.stride = self.kernel_size if stride is None else pair(stride)
        self.padding = check_padding(padding, kernel_size)

    def forward(self, x: Array) -> Array:
        """The maxima (N, C, H', W')."""
        padded = pad(x, self.padding, -np.inf)
        windows = cut(padded, self.kernel_size, self.stride)
        self._shape, self._chosen = padded.shape, first_largest(windows)
        return np.max(windows, axis=2)

    def backward(self, grad_output: Array) -> Array:
        """Each gradient goes to the entry that was the largest of its window; what meets there adds up."""
        windows = self._chosen * grad_output[:, :, None]
        return crop(join(windows, self._shape, self.kernel_size, self.stride), self.padding)


class AvgPool2d:
    """The mean of each window; the zeros of the padding count."""

    def __init__(self, kernel_size: Size, stride: Size | None = None, padding: Size = 0) -> None:
        self.kernel_size = pair(kernel_size)
        self.stride = self.kernel_size if stride is None else pair(stride)
        self.padding = check_padding(padding, kernel_size)

    def forward(self, x: Array) -> Array:
        """The means (N, C, H', W')."""
        padded = pad(x, self.padding, 0.0)
        self._shape = padded.shape
        return np.mean(cut(padded, self.kernel_size, self.stride), axis=2)

    def backward(self, grad_output: Array) -> Array:
        """Each gradient is dealt out to its window in equal parts; what meets at an entry adds up."""
        entries = self.kernel_size[0] * self.kernel_size[1]
        windows = np.repeat(grad_output[:, :, None] / entries, entries, axis=2)
        return crop(join(windows, self._shape, self.kernel_size, self.stride), self.padding)


class GlobalAvgPool2d:
    """The mean of each channel of each image."""

    def forward(self, x: Array) -> Array:
        """The means (N, C)."""
        self._parts = np.full(x.shape, 1.0 / (x.shape[2] * x.shape[3]), dtype=x.dtype)
        return np.mean(x, axis=(2, 3))

    def backward(self, grad_output: Array) -> Array:
        """Each gradient is dealt out to its image in equal parts."""
        return self._parts * grad_output[:, :, None, None]


class GlobalMaxPool2d:
    """The largest entry of each channel of each image."""

    def forward(self, x: Array) -> Array:
        """The maxima (N, C)."""
        n, c, h, w = x.shape
        entries = x.reshape(n, c, h * w)
        self._chosen = first_largest(entries).reshape(x.shape)
        return np.max(entries, axis=2)

    def backward(self, grad_output: Array) -> Array:
        """Each gradient goes to the entry that was the largest of its image."""
        return self._chosen * grad_output[:, :, None, None]


def draw(windows: Array, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Along axis 2, True for one entry that is drawn in proportion to its value; for none where all are zero."""
    reached = np.cumsum(windows, axis=2)
    # The level is below the total, and the first sum above it is lifted there by an entry that is not zero.
    level = rng.random(reached[:, :, :1].shape) * reached[:, :, -1:]
    drawn = np.sum(reached <= level, axis=2, keepdims=True)
    return np.arange(windows.shape[2])[:, None, None] == drawn


class StochasticPool2d:
    """An entry of each window drawn in proportion to its value; in evaluation the mean with these probabilities."""

    def __init__(self, kernel_size: Size, stride: Size | None = None, rng: np.random.Generator | None = None) -> None:
        self.kernel_size = pair(kernel_size)
        self.stride = self.kernel_size if stride is None else pair(stride)
        self.rng = rng
        self.training = True

    def train(self) -> None:
        """From the next `forward` on, draw."""
        self.training = True

    def eval(self) -> None:
        """From the next `forward` on, take the weighted mean."""
        self.training = False

    def forward(self, x: Array) -> Array:
        """What was drawn, or the weighted means (N, C, H', W'); a window of zeros gives 0."""
        self._shape = x.shape
        windows = cut(x, self.kernel_size, self.stride)
        if self.training:
            self._slopes = draw(windows, self.rng).astype(x.dtype)
            return np.sum(self._slopes * windows, axis=2)
        total = np.sum(windows, axis=2, keepdims=True)
        total = np.where(total > 0.0, total, 1.0)
        probability = windows / total
        output = np.sum(probability * windows, axis=2, keepdims=True)
        self._slopes = 2.0 * probability - output / total
        return output[:, :, 0]

    def backward(self, grad_output: Array) -> Array:
        """Each gradient times the derivative of its window's output; what meets at an entry adds up."""
        return join(self._slopes * grad_output[:, :, None], self._shape, self.kernel_size, self.stride)


def bins(size: int, number: int) -> list[slice]:
    """`number` ranges that cover `size` pixels; where it does not come out even, neighbours share a pixel."""
    return [slice(i * size // number, -(-(i + 1) * size // number)) for i in range(number)]


class SpatialPyramidPool:
    """The largest entry of each of n by n bins, for each level n, as one row."""

    def __init__(self, levels: Sequence[int]) -> None:
        self.levels = levels

    def forward(self, x: Array) -> Array:
        """The maxima (N, C·Σn²), level after level, each flattened from (C, n, n)."""
        self._x = x
        rows = []
        for level in self.levels:
            maxima = np.empty((*x.shape[:2], level, level), dtype=x.dtype)
            for i, j, one in self._bins(level):
                maxima[:, :, i, j] = np.max(x[one], axis=(2, 3))
            rows.append(maxima.reshape(len(x), x.shape[1] * level * level))
        return np.concatenate(rows, axis=1)

    def backward(self, grad_output: Array) -> Array:
        """Each gradient goes to the entry that was the largest of its bin; what meets there adds up."""
        grad_x = np.zeros(self._x.shape, dtype=grad_output.dtype)
        start = 0
        for level in self.levels:
            end = start + self._x.shape[1] * level * level
            grad = grad_output[:, start:end].reshape(*self._x.shape[:2], level, level)
            for i, j, one in self._bins(level):
                n, c, h, w = self._x[one].shape
                chosen = first_largest(self._x[one].reshape(n, c, h * w)).reshape(n, c, h, w)
                grad_x[one] += chosen * grad[:, :, i, j, None, None]
            start = end
        return grad_x

    def _bins(self, level: int) -> Iterator[tuple[int, int, tuple[slice, ...]]]:
        """Row, column and pixels of each bin of a level."""
        everything = slice(None)
        for i, rows in enumerate(bins(self._x.shape[2], level)):
            for j, columns in enumerate(bins(self._x.shape[3], level)):
                yield i, j, (everything, everything, rows, columns)
