"""Convolution as a matrix product: `im2col`, its adjoint `col2im`, and the layer that is made of them."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]
Size = int | tuple[int, int]


def pair(value: Size) -> tuple[int, int]:
    """The value for the height and the value for the width; one number is both."""
    return (value, value) if isinstance(value, int) else value


def output_size(size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    """At how many places a kernel of `kernel` entries stands along a side of `size` pixels."""
    room = size + 2 * padding - dilation * (kernel - 1) - 1  # how far the kernel can move
    if room < 0:
        raise ValueError(f"a kernel of {kernel}, dilated by {dilation}, does not fit {size} and twice {padding}")
    return room // stride + 1


def output_sizes(
    input_size: tuple[int, int], kernel_size: Size, stride: Size, padding: Size, dilation: Size
) -> tuple[int, int]:
    """The height and the width of the output."""
    height, width = zip(input_size, *map(pair, (kernel_size, stride, padding, dilation)), strict=True)
    return output_size(*height), output_size(*width)


def visited(
    places: tuple[int, int], kernel_size: Size, stride: Size, dilation: Size
) -> Iterator[tuple[int, int, slice, slice]]:
    """For each entry (i, j) of the kernel, the rows and the columns of the padded input that it meets."""
    (kernel_h, kernel_w), (stride_h, stride_w), (dilation_h, dilation_w) = map(pair, (kernel_size, stride, dilation))
    for i in range(kernel_h):
        for j in range(kernel_w):
            top, left = i * dilation_h, j * dilation_w
            rows = slice(top, top + stride_h * places[0], stride_h)
            columns = slice(left, left + stride_w * places[1], stride_w)
            yield i, j, rows, columns


def im2col(x: Array, kernel_size: Size, stride: Size = 1, padding: Size = 0, dilation: Size = 1) -> Array:
    """The windows of x (N, C, H, W), flattened, as the columns of a matrix (N, C·kh·kw, L)."""
    n, c, h, w = x.shape
    (kernel_h, kernel_w), (padding_h, padding_w) = pair(kernel_size), pair(padding)
    places = output_sizes((h, w), kernel_size, stride, padding, dilation)
    padded = np.pad(x, ((0, 0), (0, 0), (padding_h, padding_h), (padding_w, padding_w)))
    windows = np.empty((n, c, kernel_h, kernel_w, *places), dtype=x.dtype)
    for i, j, rows, columns in visited(places, kernel_size, stride, dilation):
        windows[:, :, i, j] = padded[:, :, rows, columns]
    return windows.reshape(n, c * kernel_h * kernel_w, places[0] * places[1])


def col2im(
    columns: Array,
    input_size: tuple[int, int],
    kernel_size: Size,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
) -> Array:
    """The image (N, C, H, W) in which every entry of the columns (N, C·kh·kw, L) is added where it came from."""
    (h, w), (kernel_h, kernel_w), (padding_h, padding_w) = input_size, pair(kernel_size), pair(padding)
    n, c = columns.shape[0], columns.shape[1] // (kernel_h * kernel_w)
    places = output_sizes(input_size, kernel_size, stride, padding, dilation)
    windows = columns.reshape(n, c, kernel_h, kernel_w, *places)
    padded = np.zeros((n, c, h + 2 * padding_h, w + 2 * padding_w), dtype=columns.dtype)
    for i, j, rows, cols in visited(places, kernel_size, stride, dilation):
        padded[:, :, rows, cols] += windows[:, :, i, j]
    return padded[:, :, padding_h : padding_h + h, padding_w : padding_w + w]


class Conv2d:
    """Cross-correlation of x (N, C, H, W) with `weight` (K, C/groups, kh, kw), plus `bias` (K,) or None."""

    def __init__(
        self,
        weight: Array,
        bias: Array | None = None,
        stride: Size = 1,
        padding: Size = 0,
        dilation: Size = 1,
        groups: int = 1,
    ) -> None:
        self.weight = weight
        self.bias = bias
        self.stride = stride
        self.padding = padding
        self.dilation = dilation
        self.groups = groups
        self.grad_weight: Array | None = None
        self.grad_bias: Array | None = None

    def forward(self, x: Array) -> Array:
        """The output (N, K, H', W'): in each group, the weight as a matrix times the columns of the input."""
        n, _, h, w = x.shape
        outputs, _, kernel_h, kernel_w = self.weight.shape
        kernel_size, self._input_size = (kernel_h, kernel_w), (h, w)
        columns = im2col(x, kernel_size, self.stride, self.padding, self.dilation)
        self._columns = columns.reshape(n, self.groups, columns.shape[1] // self.groups, columns.shape[2])
        places = output_sizes(self._input_size, kernel_size, self.stride, self.padding, self.dilation)
        output: Array = (self._matrix() @ self._columns).reshape(n, outputs, *places)
        return output if self.bias is None else output + self.bias[:, None, None]

    def backward(self, grad_output: Array) -> Array:
        """The gradient of x from that of the output; stores those of the parameters, summed over samples and places."""
        n, outputs = grad_output.shape[:2]
        _, _, kernel_h, kernel_w = self.weight.shape
        grad = grad_output.reshape(n, self.groups, outputs // self.groups, self._columns.shape[3])
        grad_matrix = np.sum(grad @ self._columns.swapaxes(2, 3), axis=0)
        self.grad_weight = grad_matrix.reshape(self.weight.shape)
        self.grad_bias = None if self.bias is None else np.sum(grad_output, axis=(0, 2, 3))
        grad_columns = self._matrix().swapaxes(1, 2) @ grad
        rows = self._columns.shape[1] * self._columns.shape[2]
        return col2im(
            grad_columns.reshape(n, rows, self._columns.shape[3]),
            self._input_size,
            (kernel_h, kernel_w),
            self.stride,
            self.padding,
            self.dilation,
        )

    def _matrix(self) -> Array:
        """The weight as one matrix for each group, (groups, K/groups, C/groups·kh·kw)."""
        return self.weight.reshape(self.groups, self.weight.shape[0] // self.groups, self.weight[0].size)
