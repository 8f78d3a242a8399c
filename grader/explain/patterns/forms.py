"""Right values in another shape, or in other places; a sum over an axis too few, or one too many."""

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.explain.patterns.compare import Test, in_all, same, same_shape
from grader.explain.patterns.samples import Sample

MOST_AXES = 4
Reduce = Callable[..., Any]


def shape(label: str, samples: Sequence[Sample]) -> str:
    """What a wrong shape comes from, as a sentence; otherwise nothing."""
    if any(one.got.shape == one.truth.shape for one in samples):
        return ""
    for text, holds in _SHAPES:
        if in_all(samples, holds):
            return text.format(label=f"`{label}`")
    return _axes(label, samples) or _sums(label, samples)


def _reshaped(one: Sample) -> bool:
    return one.got.size == one.truth.size and same(one, one.got.reshape(one.truth.shape), one.truth)


def _is_number(one: Sample, reduce: Reduce) -> bool:
    return one.got.size == 1 and one.truth.size > 1 and same(one, one.got.reshape(()), np.asarray(reduce(one.truth)))


def _part(one: Sample, got: slice, truth: slice) -> bool:
    """Whether a part of the answer is a part of the truth, along the first axis."""
    if not one.got.ndim or one.got.ndim != one.truth.ndim or min(len(one.got), len(one.truth)) < 1:
        return False
    return same(one, one.got[got], one.truth[truth])


_SHAPES: tuple[tuple[str, Test], ...] = (
    (
        "{label} is the transpose of what it should be.",
        lambda one: one.got.ndim > 1 and same(one, one.got.T, one.truth),
    ),
    (
        "The values of {label} are right, but an axis of length 1 too many is left.",
        lambda one: one.got.ndim > one.truth.ndim and _reshaped(one),
    ),
    (
        "The values of {label} are right, but an axis of length 1 is missing.",
        lambda one: one.got.ndim < one.truth.ndim and _reshaped(one),
    ),
    ("The entries of {label} are right and in the right order, but their shape is not.", _reshaped),
    (
        "{label} is a single number, the sum of all entries of what it should be.",
        lambda one: _is_number(one, np.sum),
    ),
    (
        "{label} is a single number, the mean of all entries of what it should be.",
        lambda one: _is_number(one, np.mean),
    ),
    ("{label} lacks its last entry; the others are right.", lambda one: _part(one, slice(None), slice(-1))),
    ("{label} lacks its first entry; the others are right.", lambda one: _part(one, slice(None), slice(1, None))),
    (
        "{label} has one entry too many at its end; the others are right.",
        lambda one: _part(one, slice(-1), slice(None)),
    ),
    (
        "{label} has one entry too many at its beginning; the others are right.",
        lambda one: _part(one, slice(1, None), slice(None)),
    ),
)


def _axes(label: str, samples: Sequence[Sample]) -> str:
    """The axes of three in another order."""
    for axes in itertools.permutations(range(3)):
        if in_all(samples, _permuted(axes)):
            return f"`{label}` has its axes in another order: transposed by {axes} it is right."
    return ""


def _permuted(axes: tuple[int, ...]) -> Test:
    return lambda one: one.got.ndim == len(axes) and same(one, one.got.transpose(axes), one.truth)


def _sums(label: str, samples: Sequence[Sample]) -> str:
    """A sum, or a mean, over an axis that is missing or too many."""
    for name, reduce in (("summed", np.sum), ("averaged", np.mean)):
        for axis in (*range(MOST_AXES), -1):
            where = "its last axis" if axis < 0 else f"axis {axis}"
            if in_all(samples, lambda one, r=reduce, a=axis: _reduces(one, one.got, one.truth, r, a)):  # type: ignore[misc]
                return f"`{label}` is not {name} over {where}: {name} over it, it is right."
            if in_all(samples, lambda one, r=reduce, a=axis: _reduces(one, one.truth, one.got, r, a)):  # type: ignore[misc]
                return f"`{label}` is {name} over {where} too, which should stay."
    return ""


def _reduces(one: Sample, wide: NDArray[Any], narrow: NDArray[Any], reduce: Reduce, axis: int) -> bool:
    if wide.ndim != narrow.ndim + 1 or axis >= wide.ndim or (reduce is np.mean and not wide.shape[axis]):
        return False
    return same(one, np.asarray(reduce(wide, axis=axis)), narrow)


Move = Callable[[NDArray[Any], int], NDArray[Any]]
_MOVES: tuple[tuple[str, Move], ...] = (
    ("in the reverse order", np.flip),
    ("moved by one place", lambda v, axis: np.roll(v, 1, axis)),
    ("moved back by one place", lambda v, axis: np.roll(v, -1, axis)),
)


def order(label: str, samples: Sequence[Sample]) -> str:
    """The right entries in other places, as a sentence; otherwise nothing."""
    if not same_shape(samples):
        return ""
    for axis in range(MOST_AXES):
        for text, move in _MOVES:
            if in_all(samples, _moved(move, axis)):
                where = "" if all(one.truth.ndim == 1 for one in samples) else f" along axis {axis}"
                return f"The entries of `{label}` are right, but {text}{where}."
    if in_all(samples, lambda one: one.truth.ndim > 1 and same(one, one.got.T, one.truth)):
        return f"`{label}` is the transpose of what it should be."
    if in_all(samples, _is_shuffled):
        return f"`{label}` has the right entries in the wrong places."
    return _axes(label, samples)


def _moved(move: Move, axis: int) -> Test:
    return lambda one: axis < one.truth.ndim and same(one, one.got, move(one.truth, axis))


def _is_shuffled(one: Sample) -> bool:
    return one.truth.size > 2 and same(one, np.sort(one.got, axis=None), np.sort(one.truth, axis=None))


__all__ = ["order", "shape"]
