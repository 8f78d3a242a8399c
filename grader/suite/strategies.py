"""Strategies for arrays and shapes. Fill and seed are drawn, not entries: shrinking shrinks shapes, and stays quick."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from grader.suite.errors import KitError

Shape = tuple[int, ...]
Fill = Callable[[np.random.Generator, Shape], NDArray[np.float64]]


def _near_constant(rng: np.random.Generator, shape: Shape) -> NDArray[np.float64]:
    return rng.normal() + 1e-4 * rng.normal(size=shape)


def _mixed_scales(rng: np.random.Generator, shape: Shape) -> NDArray[np.float64]:
    return rng.normal(size=shape) * 10.0 ** rng.integers(-6, 4, size=shape)


FILLS: dict[str, Fill] = {
    "normal": lambda rng, shape: rng.normal(size=shape),
    "zeros": lambda _, shape: np.zeros(shape),
    "ones": lambda _, shape: np.ones(shape),
    "ties": lambda rng, shape: rng.integers(-1, 2, size=shape).astype(np.float64),
    "large": lambda rng, shape: 1e3 * rng.choice([-1.0, 1.0], size=shape) + rng.normal(size=shape),
    "small": lambda rng, shape: 1e-6 * rng.normal(size=shape),
    "near_constant": _near_constant,
    "mixed_scales": _mixed_scales,
}

SEEDS = st.integers(0, 2**32 - 1)


def sides(number: int, low: int = 1, high: int = 6) -> st.SearchStrategy[list[int]]:
    """`number` sizes from low to high, no two alike, so that no transposition goes unseen."""
    if high - low + 1 < number:
        raise KitError(f"there are no {number} different sizes from {low} to {high}: raise `high`")
    return st.lists(st.integers(low, high), min_size=number, max_size=number, unique=True)


def shapes(ndim: int, low: int = 1, high: int = 6, *, distinct: bool = True) -> st.SearchStrategy[Shape]:
    """A shape of `ndim` axes, each of another size unless `distinct` is False."""
    if distinct:
        return sides(ndim, low, high).map(tuple)
    return st.tuples(*[st.integers(low, high)] * ndim)


def dtypes() -> st.SearchStrategy[str]:
    """float64 or float32."""
    return st.sampled_from(["float64", "float32"])


@st.composite
def arrays(
    draw: st.DrawFn,
    shape: Shape | st.SearchStrategy[Shape],
    dtype: str = "float64",
    fills: Sequence[str] = ("normal",),
    low: float | None = None,
    high: float | None = None,
) -> NDArray[Any]:
    """An array of a drawn fill.

    Args:
        draw: given by Hypothesis.
        shape: sizes, or a strategy for them.
        dtype: NumPy's name of a floating dtype.
        fills: which fills to choose from, simplest first; `uniform` needs `low` and `high`.
        low: least entry of `uniform`.
        high: largest entry of `uniform`.
    """
    unknown = set(fills) - set(FILLS) - {"uniform"}
    if unknown:
        raise KitError(f"there is no fill {min(unknown)!r}; there are uniform, {', '.join(FILLS)}")
    sizes: Shape = draw(shape) if isinstance(shape, st.SearchStrategy) else tuple(shape)
    fill = draw(st.sampled_from(list(fills)))
    rng = np.random.default_rng(draw(SEEDS))
    if fill == "uniform":
        if low is None or high is None:
            raise KitError('the fill "uniform" needs bounds: arrays(shape, fills=("uniform",), low=-1, high=1)')
        return rng.uniform(low, high, size=sizes).astype(dtype)
    return FILLS[fill](rng, sizes).astype(dtype)


@st.composite
def integers(draw: st.DrawFn, shape: Shape | st.SearchStrategy[Shape], low: int, high: int) -> NDArray[np.int64]:
    """An int64 array with entries from `low` to `high - 1`, as targets of a classification are."""
    if not low < high:
        raise KitError(f"integers() draws from low to high - 1: {low} is not below {high}")
    sizes: Shape = draw(shape) if isinstance(shape, st.SearchStrategy) else tuple(shape)
    return np.random.default_rng(draw(SEEDS)).integers(low, high, size=sizes)


def away_from(array: NDArray[Any], points: Sequence[float], distance: float = 1e-3) -> NDArray[Any]:
    """The array with every entry that is nearer than `distance` to one of `points` moved to that distance from it.

    Entries on the point itself move up. Kinks and ties belong to checks of their own.
    """
    moved = np.array(array, copy=True)
    for point in points:
        offset = moved - point
        near = np.abs(offset) < distance
        moved = np.where(near, point + np.where(offset < 0, -distance, distance), moved).astype(array.dtype)
    return moved
