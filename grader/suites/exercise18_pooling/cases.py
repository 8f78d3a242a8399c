"""Exercise 18: cases with PyTorch's answers, and what is expected of a layer that draws.

Entries of an image are all different, and half a unit apart, so that no maximum hangs by a thread; ties are made on
purpose. Sizes are small, so that loops in plain Python are quick enough. An image's size is made from that of the
output and a rest that the stride leaves over.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import torch
from hypothesis import strategies as st

from grader.suite import Node, Tensors, arrays, reference, sides
from grader.suite.strategies import SEEDS

Pair = tuple[int, int]
Size = int | Pair

MOST_CHANNELS = 3


def both(size: Size) -> Pair:
    """A pair of what may be one number for both."""
    return (size, size) if isinstance(size, int) else size


def stochastic_mean(x: torch.Tensor, kernel_size: Size, stride: Size | None = None) -> torch.Tensor:
    """The mean of each window, weighted by its own entries; 0 where all of them are 0."""
    step = both(kernel_size if stride is None else stride)
    kernel = both(kernel_size)
    windows = x.unfold(2, kernel[0], step[0]).unfold(3, kernel[1], step[1]).flatten(4)
    total = windows.sum(-1)
    return (windows * windows).sum(-1) / torch.where(total > 0, total, 1.0)


def pyramid(x: torch.Tensor, levels: list[int]) -> torch.Tensor:
    """PyTorch's adaptive max pooling for each level, flattened and joined."""
    pools = [torch.nn.functional.adaptive_max_pool2d(x, level).flatten(1) for level in levels]
    return torch.cat(pools, dim=1)


DRAWING = "StochasticPool2d, drawing"

POOLS: dict[str, Callable[..., torch.Tensor]] = {
    "MaxPool2d": torch.nn.functional.max_pool2d,
    "AvgPool2d": torch.nn.functional.avg_pool2d,
    "GlobalAvgPool2d": lambda x: x.mean(dim=(2, 3)),
    "GlobalMaxPool2d": lambda x: torch.nn.functional.max_pool2d(x, x.shape[2:])[:, :, 0, 0],
    "StochasticPool2d": stochastic_mean,
    DRAWING: torch.nn.functional.max_pool2d,
    "SpatialPyramidPool": pyramid,
}
"""Each layer as a function of the images and of what its constructor takes.

The stochastic one is in evaluation; where it draws, its windows have equal entries, so that it is all the same.
"""


@dataclass(frozen=True)
class PoolCase:
    """A layer with the arguments of its constructor, images and an upstream gradient."""

    layer: str
    arguments: tuple[object, ...]
    x: np.ndarray
    grad_output: np.ndarray
    seed: int = 0

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor | None]:
        """PyTorch's pooling, and what autograd makes of it."""
        x = tensor(self.x)
        output = POOLS[self.layer](x, *self.arguments)
        output.backward(tensor(self.grad_output))
        return {"output": output, "grad_x": x.grad}

    @property
    def sums(self) -> np.ndarray:
        """What the gradients of a window's entries add up to, where one of its entries is drawn."""
        return self.grad_output * (self.truth.output.value > 0.0)

    @property
    def name(self) -> str:
        """The class."""
        return self.layer.partition(",")[0]

    def made(self, learner: object) -> Node:
        """The learner's layer, in the mode that is asked about."""
        if self.layer == DRAWING:
            return getattr(learner, self.name)(*self.arguments, rng=learner.generator(self.seed))
        layer = getattr(learner, self.name)(*self.arguments)
        if self.layer == "StochasticPool2d":
            layer.eval()
        return layer


def output_shape(layer: str, arguments: tuple[object, ...], shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape of a layer's output."""
    return tuple(POOLS[layer](torch.zeros(shape), *arguments).shape)


@st.composite
def distinct(draw: st.DrawFn, shape: tuple[int, ...], dtype: str = "float64", middle: float = 0.0) -> np.ndarray:
    """Entries around `middle` times their number, at least half a unit apart."""
    rng = np.random.default_rng(draw(SEEDS))
    size = int(np.prod(shape))
    entries = rng.permutation(size) - (size - 1) / 2 + rng.uniform(-0.25, 0.25, size) + middle * (size + 1)
    return entries.reshape(shape).astype(dtype)


@st.composite
def ties(draw: st.DrawFn, shape: tuple[int, ...]) -> np.ndarray:
    """Entries of 0, 1 and 2: what a rectifier leaves of small numbers."""
    return np.random.default_rng(draw(SEEDS)).integers(0, 3, shape).astype(np.float64)


@dataclass(frozen=True)
class Geometry:
    """How windows stand on an image: the arguments of a layer, and the image's height and width."""

    arguments: tuple[Size | None, ...]
    image: Pair


def side_of(places: int, rest: int, kernel: int, stride: int, padding: int = 0) -> int:
    """The side of an image on which a window has so many places, and `rest` pixels are left over."""
    return (places - 1) * stride + kernel - 2 * padding + rest


@st.composite
def standing(draw: st.DrawFn, kernel: Size, stride: Size | None, padding: Size = 0) -> Geometry:
    """A geometry with one to three places in each direction, two at least in one; most often pixels are left over."""
    steps, places = both(kernel if stride is None else stride), draw(st.sampled_from(((2, 3), (3, 2), (1, 3), (2, 2))))
    h, w = (
        side_of(places[at], draw(st.integers(0, steps[at] - 1)), both(kernel)[at], steps[at], both(padding)[at])
        for at in (0, 1)
    )
    return Geometry((kernel, stride, *((padding,) if padding != 0 else ())), (h, w))


def sensible(geometry: Geometry) -> bool:
    """Whether the image is not empty, and no square."""
    return geometry.image[0] != geometry.image[1] and min(geometry.image) >= 1


KERNELS = ((2, 3), (3, 2), (1, 3), (3, 1), (1, 2))


@st.composite
def plain(draw: st.DrawFn) -> Geometry:
    """Windows side by side: the stride is left to its default."""
    geometry = draw(standing(draw(st.sampled_from((2, 3, *KERNELS))), None))
    return Geometry(geometry.arguments[:1], geometry.image)


@st.composite
def overlapping(draw: st.DrawFn) -> Geometry:
    """A stride that is shorter than the window."""
    how = (((3, 2), 1), (2, 1), (3, 2), (3, 1), ((2, 3), (1, 2)), ((3, 2), (2, 1)), ((3, 2), (1, 2)))
    return draw(standing(*draw(st.sampled_from(how))))


@st.composite
def gaps(draw: st.DrawFn) -> Geometry:
    """A stride that is longer than the window, in one direction at least."""
    how = ((2, 3), (1, 2), ((2, 1), (3, 2)), ((1, 2), (2, 3)), ((3, 1), (2, 3)))
    return draw(standing(*draw(st.sampled_from(how))))


@st.composite
def padded(draw: st.DrawFn) -> Geometry:
    """Padding at both ends, of one number or of two, at most half the window."""
    how = ((2, None, 1), (3, 2, 1), (3, 1, 1), ((2, 3), 2, (1, 0)), ((3, 4), (1, 2), (0, 2)), ((3, 2), (2, 1), 1))
    return draw(standing(*draw(st.sampled_from(how))))


def moving() -> st.SearchStrategy[Geometry]:
    """Windows side by side, overlapping, and with gaps between them."""
    return st.one_of(plain(), overlapping(), gaps())


@st.composite
def pool_cases(
    draw: st.DrawFn,
    layer: str,
    how: st.SearchStrategy[Geometry],
    images: Callable[[tuple[int, ...]], st.SearchStrategy[np.ndarray]] = distinct,
    dtype: str = "float64",
) -> PoolCase:
    """A layer with windows, and up to three images of up to three channels, not the same number of both."""
    geometry = draw(how.filter(sensible))
    n, c = draw(sides(2, high=MOST_CHANNELS))
    return draw(case_of(layer, geometry.arguments, (n, c, *geometry.image), images, dtype))


@st.composite
def case_of(
    draw: st.DrawFn,
    layer: str,
    arguments: tuple[object, ...],
    shape: tuple[int, ...],
    images: Callable[[tuple[int, ...]], st.SearchStrategy[np.ndarray]] = distinct,
    dtype: str = "float64",
) -> PoolCase:
    """A layer with these arguments, and images of this shape."""
    x = draw(images(shape)).astype(dtype)
    return PoolCase(layer, arguments, x, draw(arrays(output_shape(layer, arguments, shape), dtype)))


def negative(shape: tuple[int, ...]) -> st.SearchStrategy[np.ndarray]:
    """Images whose entries are all below zero."""
    return distinct(shape, middle=-1.0)


def positive(shape: tuple[int, ...]) -> st.SearchStrategy[np.ndarray]:
    """Images whose entries are all above zero."""
    return distinct(shape, middle=1.0)


def faint(shape: tuple[int, ...]) -> st.SearchStrategy[np.ndarray]:
    """Images whose entries are all above zero, and whose windows may have sums above 1 or far below."""
    return st.sampled_from((1.0, 2.0**-12)).flatmap(lambda scale: positive(shape).map(lambda x: scale * x))


@st.composite
def global_cases(
    draw: st.DrawFn,
    layer: str,
    images: Callable[[tuple[int, ...]], st.SearchStrategy[np.ndarray]] = distinct,
    dtype: str = "float64",
) -> PoolCase:
    """Images of four different sizes, each of which may be 1."""
    return draw(case_of(layer, (), tuple(draw(sides(4, high=5))), images, dtype))


LEVELS = ([1, 2], [2, 1], [3, 1, 2], [3], [2, 3], [1, 4], [4, 2])


@st.composite
def pyramid_cases(
    draw: st.DrawFn,
    images: Callable[[tuple[int, ...]], st.SearchStrategy[np.ndarray]] = distinct,
    dtype: str = "float64",
) -> PoolCase:
    """Levels in any order, on images whose sides they seldom divide, and now and then exceed."""
    n, c = draw(sides(2, high=MOST_CHANNELS))
    image = draw(sides(2, low=2, high=7))
    return draw(case_of("SpatialPyramidPool", (draw(st.sampled_from(LEVELS)),), (n, c, *image), images, dtype))


@st.composite
def blocks(draw: st.DrawFn, kernel: Pair, shape: tuple[int, ...]) -> np.ndarray:
    """Images whose windows, side by side, have equal positive entries."""
    n, c, h, w = shape
    entries = draw(positive((n, c, h // kernel[0], w // kernel[1])))
    whole = entries.repeat(kernel[0], axis=2).repeat(kernel[1], axis=3)
    rest = ((0, 0), (0, 0), (0, h - whole.shape[2]), (0, w - whole.shape[3]))
    return np.pad(whole, rest, mode="edge")


def blocks_for(arguments: tuple[object, ...]) -> Callable[[tuple[int, ...]], st.SearchStrategy[np.ndarray]]:
    """Images of a shape for a layer with these arguments."""
    return lambda shape: blocks(both(arguments[0]), shape)


@st.composite
def drawing_cases(draw: st.DrawFn, dtype: str = "float64") -> PoolCase:
    """A layer that draws, from windows of equal entries: whatever it draws, the output is known."""
    geometry = draw(beside().filter(sensible))
    n, c = draw(sides(2, high=MOST_CHANNELS))
    case = draw(case_of(DRAWING, geometry.arguments, (n, c, *geometry.image), blocks_for(geometry.arguments), dtype))
    return replace(case, seed=draw(st.integers(0, 2**31 - 1)))


@st.composite
def beside(draw: st.DrawFn) -> Geometry:
    """Windows of 2 by 2 or 3 by 3 side by side."""
    geometry = draw(standing(draw(st.integers(2, 3)), None))
    return Geometry(geometry.arguments[:1], geometry.image)


@st.composite
def even_bins(
    draw: st.DrawFn,
    images: Callable[[tuple[int, ...]], st.SearchStrategy[np.ndarray]] = distinct,
    dtype: str = "float64",
) -> PoolCase:
    """A pyramid of one level, whose bins are all alike and share nothing."""
    shape = (*draw(sides(2, high=MOST_CHANNELS)), *draw(st.sampled_from(((2, 4), (4, 2), (4, 6)))))
    return draw(case_of("SpatialPyramidPool", ([2],), shape, images, dtype))


@st.composite
def easy_cases(draw: st.DrawFn, dtype: str = "float64") -> list[PoolCase]:
    """A case for each layer in which it is hard to go wrong: no overlaps, equal bins, and nothing negative in padding.

    What these ask for beside values costs its own check then, and no other mistake costs it too.
    """
    return [
        draw(pool_cases("MaxPool2d", standing(2, None, 1), positive, dtype)),
        draw(pool_cases("AvgPool2d", beside(), dtype=dtype)),
        draw(global_cases("GlobalAvgPool2d", dtype=dtype)),
        draw(global_cases("GlobalMaxPool2d", dtype=dtype)),
        draw(drawing_cases(dtype)),
        draw(even_bins(dtype=dtype)),
    ]


@st.composite
def following(draw: st.DrawFn, first: PoolCase) -> PoolCase:
    """A case for the same layer: one image more, with two rows and four columns more."""
    n, c, h, w = first.x.shape
    images = {"MaxPool2d": positive, DRAWING: blocks_for(first.arguments)}.get(first.layer, distinct)
    return draw(case_of(first.layer, first.arguments, (n + 1, c, h + 2, w + 4), images))


def with_zeros(case: PoolCase) -> PoolCase:
    """The case with zeros in the first window of every channel, and in all of the last image unless it is the only one.

    The other windows are as they were, but for what they share with the first one.
    """
    x = case.x.copy()
    rows, columns = both(case.arguments[0])
    x[:, :, :rows, :columns] = 0.0
    if len(x) > 1:
        x[-1] = 0.0
    return replace(case, x=x)


@dataclass(frozen=True)
class DrawnCase:
    """One window, laid side by side many times, and the seed of a generator."""

    kernel: Pair
    window: np.ndarray
    seed: int

    # N, C, H' and W'. Few enough for a loop over windows in plain Python, five hundred times within a few seconds.
    many = (4, 3, 5, 8)
    some = (2, 2, 3, 8)
    most = (6, 4, 5, 8)

    def images(self, outputs: tuple[int, ...]) -> str:
        """Images with so many windows, made on the learner's side: they need not travel."""
        n, c, h, w = outputs
        return f"x = array(np.tile(np.array({self.window.tolist()}), ({n}, {c}, {h}, {w})))"


# Of other rules of drawing, softmax draws the 0, and all of them draw the largest far too often or too seldom.
ENTRIES = (0.0, 0.125, 0.25, 0.875)
SHARES = {0.0: 0.0, 0.875: 0.7}
"""How often the entries are drawn whose share says most; those between may pass with a wrong rule by accident."""
ALIKE = (0.125**2 + 0.25**2 + 0.875**2) / 1.25**2
"""How often two windows of ENTRIES draw the same."""
MEAN = (0.125**2 + 0.25**2 + 0.875**2) / 1.25
"""Their mean, weighted by themselves."""


@st.composite
def drawn_cases(draw: st.DrawFn) -> DrawnCase:
    """The four ENTRIES, in any order and place."""
    kernel = draw(st.sampled_from(((2, 2), (1, 4), (4, 1))))
    window = np.array(draw(st.permutations(ENTRIES))).reshape(kernel)
    return DrawnCase(kernel, window, draw(st.integers(0, 2**31 - 1)))


@st.composite
def traced_cases(draw: st.DrawFn) -> PoolCase:
    """Overlapping windows on images whose entries are positive and all different: the output shows which is drawn."""
    case = draw(pool_cases("StochasticPool2d", overlapping(), positive))
    return replace(case, seed=draw(st.integers(0, 2**31 - 1)))


# One entry is half of the sum. So of windows that redraw in backward three in ten are right by accident, and of those
# that pay the largest entry one in two.
SENT = (1.0, 1.5, 2.0, 2.5, 3.0, 10.0)


@st.composite
def sent_cases(draw: st.DrawFn) -> DrawnCase:
    """Six different positive entries, in any order."""
    kernel = draw(st.sampled_from(((2, 3), (3, 2), (1, 6))))
    window = np.array(draw(st.permutations(SENT))).reshape(kernel)
    return DrawnCase(kernel, window, draw(st.integers(0, 2**31 - 1)))


# Upstream gradients that are all different, made on the learner's side, and their sum.
GRADIENTS = "g = array(np.arange(1.0, {count} + 1.0).reshape({shape}) / {count})"

# For each pixel 1 if its gradient is the sum of those of the windows whose output shows that they drew it; else 0.
OWED = """
def owed(x, output, grad_output, grad_x, kernel_h, kernel_w, step_h, step_w):
    rows, columns = output.shape[2:]
    wanted = 0.0 * x
    for i in range(kernel_h):
        for j in range(kernel_w):
            down, right = slice(i, i + step_h * rows, step_h), slice(j, j + step_w * columns, step_w)
            place = (slice(None), slice(None), down, right)
            wanted[place] += (x[place] == output) * grad_output
    return (abs(grad_x - wanted) < 1e-9) * (0.0 * x + 1.0)
"""

# For each of the windows, which stand side by side, 1 if all is well with its pixels; else 0.
ARRIVED = """
def arrived(pixels, kernel_h, kernel_w):
    n, c, rows, columns = pixels.shape
    wrong = (1.0 - pixels).reshape(n, c, rows // kernel_h, kernel_h, columns // kernel_w, kernel_w).sum((3, 5))
    return (wrong == 0.0) * (0.0 * wrong + 1.0)
"""

# The sum of what each of the windows, which stand side by side, has in its pixels.
SUMS = """
def sums(x, kernel_h, kernel_w):
    n, c, rows, columns = x.shape[0], x.shape[1], x.shape[2] // kernel_h, x.shape[3] // kernel_w
    whole = x[:, :, : rows * kernel_h, : columns * kernel_w]
    return whole.reshape(n, c, rows, kernel_h, columns, kernel_w).sum((3, 5))
"""

# A sum of all entries, on the learner's side.
TOTAL = """
def total(array):
    return array.sum()
"""
