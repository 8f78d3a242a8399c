"""Exercise 16: cases with PyTorch's answers, and what is handed to the learner's code.

Sizes are small, so that seven loops in plain Python are quick enough. An input's size is made from that of the output
and a rest that the stride leaves over: so everything fits, and the rest is drawn on purpose.
"""

from dataclasses import dataclass

import numpy as np
import torch
from hypothesis import strategies as st

from grader.suite import Tensors, arrays, reference, sides

Pair = tuple[int, int]
Size = int | Pair

# <a, b>, on the learner's side.
INNER = """
def inner_product(a, b):
    if a.shape != b.shape:
        raise TypeError(f"the inner product is of {tuple(a.shape)} and {tuple(b.shape)}")
    return (a * b).sum()
"""

# What an optimizer does: it changes the very array that it was given.
UPDATE = """
def update(array, step):
    array += step
"""

LARGEST = 9
"""The longest side of an image."""


@dataclass(frozen=True)
class Geometry:
    """How a kernel moves over an image."""

    input_size: Pair
    kernel_size: Size
    stride: Size = 1
    padding: Size = 0
    dilation: Size = 1

    @property
    def kernel(self) -> Pair:
        """The kernel's height and width."""
        return both(self.kernel_size)

    @property
    def output(self) -> Pair:
        """The output's height and width."""
        image = torch.zeros(1, 1, *self.input_size)
        output = torch.nn.functional.conv2d(
            image, torch.zeros(1, 1, *self.kernel), None, self.stride, self.padding, self.dilation
        )
        return output.shape[2], output.shape[3]

    @property
    def options(self) -> dict[str, Size]:
        """What is not a default, by name."""
        given = {"stride": self.stride, "padding": self.padding, "dilation": self.dilation}
        return {name: value for name, value in given.items() if value != (0 if name == "padding" else 1)}


def both(size: Size) -> Pair:
    """A pair of what may be one number for both."""
    return (size, size) if isinstance(size, int) else size


@dataclass(frozen=True)
class SizeCase:
    """The arguments of `output_size`."""

    size: int
    kernel: int
    stride: int
    padding: int
    dilation: int

    @property
    def truth(self) -> int:
        """The length of PyTorch's output."""
        side, kernel = torch.zeros(1, 1, self.size), torch.zeros(1, 1, self.kernel)
        return torch.nn.functional.conv1d(side, kernel, None, self.stride, self.padding, self.dilation).shape[2]

    @property
    def too_long(self) -> int:
        """The shortest kernel that does not fit with this dilation: often by a single pixel."""
        return -(-(self.size + 2 * self.padding) // self.dilation) + 1


@dataclass(frozen=True)
class ColumnsCase:
    """Images, and columns that are others than theirs: neither function is given what the other is asked for."""

    x: np.ndarray
    columns: np.ndarray
    geometry: Geometry

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor | None]:
        """PyTorch's unfold and fold."""
        how = self.geometry
        options = {"stride": how.stride, "padding": how.padding, "dilation": how.dilation}
        return {
            "columns": torch.nn.functional.unfold(tensor(self.x), how.kernel_size, **options),
            "images": torch.nn.functional.fold(
                tensor(self.columns), self.geometry.input_size, how.kernel_size, **options
            ),
        }


@dataclass(frozen=True)
class ConvCase:
    """A layer, its input and an upstream gradient; `bias` is None for a layer without one."""

    x: np.ndarray
    weight: np.ndarray
    bias: np.ndarray | None
    grad_output: np.ndarray
    geometry: Geometry
    groups: int = 1

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor | None]:
        """PyTorch's convolution, and what autograd makes of it."""
        x, weight = tensor(self.x), tensor(self.weight)
        bias = None if self.bias is None else tensor(self.bias)
        how = self.geometry
        output = torch.nn.functional.conv2d(x, weight, bias, how.stride, how.padding, how.dilation, self.groups)
        output.backward(tensor(self.grad_output))
        return {
            "output": output,
            "grad_x": x.grad,
            "grad_weight": weight.grad,
            "grad_bias": None if bias is None else bias.grad,
        }

    @property
    def options(self) -> dict[str, Size]:
        """What is not a default, by name."""
        return self.geometry.options | ({} if self.groups == 1 else {"groups": self.groups})

    @property
    def forward_terms(self) -> int:
        """How many products are summed for one entry of the output."""
        return int(self.weight[0].size)

    @property
    def grad_x_terms(self) -> int:
        """How many products are summed for one entry of the gradient of x, at most."""
        return self.weight.size // (self.weight.shape[1] * self.groups)

    @property
    def grad_weight_terms(self) -> int:
        """How many products are summed for one entry of the gradient of the weight."""
        return max(1, self.grad_output.size // self.grad_output.shape[1])


@st.composite
def size_cases(draw: st.DrawFn) -> SizeCase:
    """A side and a kernel that fits on it, now and then exactly."""
    kernel, dilation, padding = draw(st.integers(1, 4)), draw(st.integers(1, 3)), draw(st.integers(0, 3))
    covered = dilation * (kernel - 1) + 1
    size = max(1, covered - 2 * padding + draw(st.integers(0, 8)))
    return SizeCase(size, kernel, draw(st.integers(1, 4)), padding, dilation)


def side_of(places: int, rest: int, kernel: int, stride: int, padding: int, dilation: int) -> int:
    """The side of an image on which a kernel has so many places, and `rest` pixels are left over."""
    return (places - 1) * stride + dilation * (kernel - 1) + 1 - 2 * padding + rest


@st.composite
def plain(draw: st.DrawFn) -> Geometry:
    """Stride 1, no padding, no dilation: a rectangular kernel that moves both ways on a rectangular image."""
    kernel = tuple(draw(sides(2, high=3)))
    h, w = (side + draw(st.integers(1, 3)) for side in kernel)
    return Geometry((h, w if w != h else w + 1), kernel)


@st.composite
def with_numbers(draw: st.DrawFn) -> Geometry:
    """One stride, one padding and one dilation for both directions; most often rows or columns are left over."""
    kernel = tuple(draw(sides(2, high=3)))
    stride, padding, dilation = draw(st.integers(1, 3)), draw(st.integers(0, 2)), draw(st.integers(1, 2))
    places = draw(st.tuples(st.integers(1, 3), st.integers(2, 3)))
    rests = draw(st.tuples(st.integers(0, stride - 1), st.integers(0, stride - 1)))
    h, w = (
        side_of(place, rest, side, stride, padding, dilation)
        for place, rest, side in zip(places, rests, kernel, strict=True)
    )
    return Geometry((h, w), kernel, stride, padding, dilation)


@st.composite
def with_pairs(draw: st.DrawFn) -> Geometry:
    """A stride, a padding and a dilation that all differ between the directions."""
    kernel, places = tuple(draw(sides(2, low=2, high=3))), draw(st.tuples(st.integers(2, 3), st.integers(2, 3)))
    stride, padding, dilation = (tuple(draw(sides(2, low=low, high=low + 1))) for low in (1, 0, 1))
    h, w = (
        side_of(places[at], draw(st.integers(0, stride[at] - 1)), kernel[at], stride[at], padding[at], dilation[at])
        for at in (0, 1)
    )
    return Geometry((h, w), kernel, stride, padding, dilation)


def sensible(geometry: Geometry) -> bool:
    """Whether the image is neither empty nor large, and not a square."""
    h, w = geometry.input_size
    return h != w and min(h, w) >= 1 and max(h, w) <= LARGEST


def numbers() -> st.SearchStrategy[Geometry]:
    """Geometries `with_numbers`."""
    return with_numbers().filter(sensible)


def pairs() -> st.SearchStrategy[Geometry]:
    """Geometries `with_pairs`."""
    return with_pairs().filter(sensible)


def sees_something(geometry: Geometry) -> bool:
    """Whether some window has something else in it than padding."""
    columns = torch.nn.functional.unfold(
        torch.ones(1, 1, *geometry.input_size),
        geometry.kernel_size,
        geometry.dilation,
        geometry.padding,
        geometry.stride,
    )
    return bool(columns.any())


@st.composite
def square_kernels(draw: st.DrawFn) -> Geometry:
    """A kernel that is given as one number."""
    kernel, stride, padding = draw(st.integers(1, 3)), draw(st.integers(1, 2)), draw(st.integers(0, 1))
    h, w = (side_of(places, 0, kernel, stride, padding, 1) for places in draw(sides(2, low=2, high=4)))
    return Geometry((h, w), kernel, stride, padding)


def geometries() -> st.SearchStrategy[Geometry]:
    """Of every kind: numbers, pairs, and kernels that are given as one number."""
    return st.one_of(square_kernels().filter(sensible), numbers(), pairs()).filter(sees_something)


@st.composite
def columns_cases(
    draw: st.DrawFn,
    how: st.SearchStrategy[Geometry],
    dtype: str = "float64",
    least: int = 1,
    fill: str = "normal",
) -> ColumnsCase:
    """Images and columns of one to three samples, and as many channels, but not the same number of both."""
    geometry = draw(how)
    n, c = draw(sides(2, high=3))
    n = min(n, draw(st.integers(least, 3)))
    rows, places = c * geometry.kernel[0] * geometry.kernel[1], geometry.output[0] * geometry.output[1]
    # Between 0.5 and 1.5 where the fill is uniform: there the sums of products are far from 0.
    return ColumnsCase(
        x=draw(arrays((n, c, *geometry.input_size), dtype, fills=(fill,), low=0.5, high=1.5)),
        columns=draw(arrays((n, rows, places), dtype, fills=(fill,), low=0.5, high=1.5)),
        geometry=geometry,
    )


def conv_of(
    draw: st.DrawFn, geometry: Geometry, channels: tuple[int, int, int], groups: int = 1, dtype: str = "float64"
) -> ConvCase:
    """A case with N samples, C input channels and K output channels in each group."""
    n, c, k = channels
    return ConvCase(
        x=draw(arrays((n, groups * c, *geometry.input_size), dtype)),
        weight=draw(arrays((groups * k, c, *geometry.kernel), dtype)),
        bias=draw(arrays((groups * k,), dtype)),
        grad_output=draw(arrays((n, groups * k, *geometry.output), dtype)),
        geometry=geometry,
        groups=groups,
    )


@st.composite
def conv_cases(draw: st.DrawFn, how: st.SearchStrategy[Geometry], dtype: str = "float64", low: int = 1) -> ConvCase:
    """A layer and its input; N, C and K differ."""
    n, c, k = draw(sides(3, low=low, high=low + 2))
    return conv_of(draw, draw(how), (n, c, k), dtype=dtype)


@st.composite
def grouped_cases(draw: st.DrawFn) -> ConvCase:
    """Two or three groups of one or two input channels; with one each, the layer is depthwise."""
    groups = draw(st.integers(2, 3))
    c, k = draw(st.sampled_from(((1, 1), (1, 2), (2, 1), (2, 3), (2, 2))))
    return conv_of(draw, draw(plain()), (draw(st.integers(1, 2)), c, k), groups=groups)


# N, C, K, the image and the kernel: an empty batch, one sample of one channel, kernels of one entry, and a kernel as
# large as the image.
SMALL: tuple[tuple[tuple[int, int, int], Pair, Pair], ...] = (
    ((0, 2, 3), (4, 3), (2, 3)),
    ((0, 1, 1), (2, 3), (1, 2)),
    ((1, 1, 1), (3, 5), (2, 1)),
    ((2, 3, 4), (3, 4), (1, 1)),
    ((3, 1, 2), (1, 1), (1, 1)),
    ((2, 3, 1), (2, 3), (2, 3)),
)


@st.composite
def small_cases(draw: st.DrawFn) -> ConvCase:
    """One of SMALL."""
    channels, image, kernel = draw(st.sampled_from(SMALL))
    return conv_of(draw, Geometry(image, kernel), channels)


@st.composite
def following_cases(draw: st.DrawFn) -> tuple[ConvCase, ConvCase]:
    """Two cases for one layer: the same kernel and channels, images and batches of different sizes."""
    n, m, c, k = draw(sides(4, high=4))
    geometry = draw(plain())
    h, w = geometry.input_size
    first = conv_of(draw, geometry, (n, c, k))
    other = conv_of(draw, Geometry((h + 1, w + 2), geometry.kernel_size), (m, c, k))
    return first, ConvCase(other.x, first.weight, first.bias, other.grad_output, other.geometry)
