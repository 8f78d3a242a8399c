"""Whether two programs answered the same: a learner's, and one with a known mistake.

Two programs with one mistake may differ in the last digits, by the order in which they add. So what one of them
returned is taken for a truth, and the other one is judged by the table's tolerance for it; but never so generously that
an answer half-way between the mistake's and the right one would count as the mistake's.

What was drawn is another matter: two programs with one mistake may draw differently, and two flavours always do. Their
answers agree if one distribution explains both.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.experiment.expectation import Close, Either, Expectation, Quiet, Share, Unchanged, Uniform
from grader.experiment.program import Done, Observation, Raised, Returned, Skipped, Warned
from grader.experiment.values import Array, Dict, List, Tuple, Value
from grader.judge.arrays import to_numpy
from grader.judge.chance import counted, which_choice
from grader.judge.compare import as_array
from grader.judge.tolerance import tolerance

SHARE = 0.02  # of the distance between mistake and truth: the farthest that an answer may be from the mistake's
GROWTH = 100.0  # times the table's figure: a mistake may cancel, or sum, more than the right formula does
DEVIATIONS = 6.0  # standard deviations of the difference of two counts: farther apart they are not by chance
APART = 3.0  # of two distributions, in units of the root of 2/number: farther by chance once in 30 million times
SORTED_APART = 0.12  # of the trials, on average: two sorted lists of counts, where whole slices are drawn together
INFORMATIVE = (Returned, Done, Raised)

Answer = tuple[Observation, tuple[Warned, ...]]
"""What was observed of a step, and the warnings that it caused."""


def agree(expectation: Expectation, ours: Answer, theirs: Answer, device: str = "cpu") -> bool:
    """Whether what was observed of the expectation's step is the same; `theirs` is the known mistake's."""
    mine, other = ours[0], theirs[0]
    if isinstance(expectation, Unchanged) and isinstance(mine, Returned | Done) and isinstance(other, Returned | Done):
        return set(mine.changed) == set(other.changed)
    if isinstance(expectation, Quiet) and isinstance(mine, Returned | Done) and isinstance(other, Returned | Done):
        return _warnings(ours[1]) == _warnings(theirs[1])
    match mine, other:
        case Skipped(), Skipped():
            return True
        case Raised(), Raised():
            return mine.types[0] == other.types[0] and mine.message == other.message
        case Returned(), Returned():
            truth = expectation.expected if isinstance(expectation, Close) else None
            if same(mine.value, other.value, truth, device):
                return True
            return isinstance(expectation, Either | Share | Uniform) and _drawn_alike(
                expectation, mine.value, other.value, device
            )
        case _:
            return False


def is_informative(answer: Answer) -> bool:
    """Whether an answer says something of its own, and does not merely follow from an earlier step's."""
    return isinstance(answer[0], INFORMATIVE)


def _warnings(warned: tuple[Warned, ...]) -> set[tuple[str, str]]:
    return {(one.category, one.message) for one in warned}


def same(mine: Value, other: Value, truth: Array | None = None, device: str = "cpu") -> bool:
    """Whether two values are the same but for rounding."""
    one, two = as_array(mine, scalar=True), as_array(other, scalar=True)
    if one is not None and two is not None:
        return _same_array(one, two, truth, device)
    match mine, other:
        case (List(items), List(others)) | (Tuple(items), Tuple(others)):
            pairs = zip(items, others, strict=False)
            return len(items) == len(others) and all(same(a, b, None, device) for a, b in pairs)
        case Dict(), Dict():
            keys = mine.items.keys()
            return keys == other.items.keys() and all(
                same(mine.items[key], other.items[key], None, device) for key in keys
            )
        case _:
            return type(mine) is type(other) and mine == other


def _same_array(one: Array, two: Array, truth: Array | None, device: str) -> bool:
    if one.dtype != two.dtype or one.shape != two.shape or not one.is_whole or not two.is_whole:
        return False
    if one.data == two.data:
        return True
    mine, other = to_numpy(one), to_numpy(two)
    if mine.dtype.kind != "f":
        return bool(np.array_equal(mine, other))
    expected = to_numpy(truth) if truth is not None and truth.shape == one.shape and truth.is_whole else None
    return close(mine, other, expected, one.dtype, device)


def _drawn_alike(expectation: Either | Share | Uniform, mine: Value, other: Value, device: str) -> bool:
    """Whether one distribution explains both, though the draws differ."""
    one, two = as_array(mine, scalar=True), as_array(other, scalar=True)
    if one is None or two is None or one.dtype != two.dtype or one.shape != two.shape or not one.size:
        return False
    if not one.is_whole or not two.is_whole:
        return False
    a, b = to_numpy(one), to_numpy(two)
    match expectation:
        case Either():
            return one.shape == expectation.choices[0].shape and _wrong_alike(expectation, a, b, device)
        case Share():
            return one.shape == expectation.shape and _counted_alike(expectation, a, b)
        case Uniform():
            return _spread_alike(a, b)


def _wrong_alike(expectation: Either, mine: NDArray[Any], other: NDArray[Any], device: str) -> bool:
    """Whether what both have wrong is the same, which a draw decides no more."""
    both = (which_choice(expectation, mine, device) < 0) & (which_choice(expectation, other, device) < 0)
    return bool(both.any()) and close(mine[both], other[both], None, expectation.dtype, device)


def _counted_alike(expectation: Share, mine: NDArray[Any], other: NDArray[Any]) -> bool:
    """Whether both counts may come from one probability."""
    one, two = counted(expectation, mine), counted(expectation, other)
    if one.shape != two.shape:
        return False
    trials = mine.size // one.size
    if one.size > 1:  # entries that were drawn together: what counts is how far the counts are spread
        one, two = np.sort(one), np.sort(two)
        return bool(np.abs(one - two).mean() <= max(1.0, SORTED_APART * trials))
    share = (one + two) / (2 * trials)
    return bool((np.abs(one - two) <= DEVIATIONS * np.sqrt(2 * trials * share * (1 - share))).all())


def _spread_alike(mine: NDArray[Any], other: NDArray[Any]) -> bool:
    """Whether both may come from one distribution: Kolmogorov's and Smirnov's test for two."""
    one, two = np.sort(mine.ravel().astype(np.float64)), np.sort(other.ravel().astype(np.float64))
    if not np.isfinite(one).all() or not np.isfinite(two).all():
        return False
    everywhere = np.concatenate([one, two])
    apart = (
        np.abs(np.searchsorted(one, everywhere, side="right") - np.searchsorted(two, everywhere, side="right")).max()
        / one.size
    )
    return bool(apart <= APART * np.sqrt(2 / one.size))


def close(mine: NDArray[Any], other: NDArray[Any], truth: NDArray[Any] | None, dtype: str, device: str = "cpu") -> bool:
    """Whether two arrays of one shape agree, and are nearer to each other than to `truth`, where that is finite."""
    with np.errstate(all="ignore"):
        mine, other = mine.astype(np.float64), other.astype(np.float64)
        finite = np.isfinite(other)
        if not np.array_equal(mine[~finite], other[~finite], equal_nan=True) or not np.isfinite(mine[finite]).all():
            return False
        if not finite.any():
            return True
        row = tolerance(dtype, device)
        figure = row.by_norm or row.of_largest + row.of_entry
        largest = max(float(np.abs(mine[finite]).max()), float(np.abs(other[finite]).max()))
        allowed = min(GROWTH * figure, SHARE) * largest
        if truth is not None:
            apart = np.abs(other - truth.astype(np.float64))[finite]
            if np.isfinite(apart).all():
                allowed = min(allowed, SHARE * float(apart.max()))
        return bool((np.abs(mine - other)[finite] <= allowed).all())
