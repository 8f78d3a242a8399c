"""Results that depend on chance: each entry one of several, as many of them as a probability makes, evenly spread.

Nothing here asks for a certain draw: whoever draws otherwise, from the right distribution, is right.
"""

import numpy as np
from numpy.typing import NDArray

from grader.experiment.expectation import Close, Either, Share, Uniform
from grader.experiment.values import Array
from grader.judge import sentence
from grader.judge.arrays import to_numpy
from grader.judge.finding import RIGHT, Finding, where_of
from grader.judge.tolerance import allowance


def judge_either(expectation: Either, array: Array, device: str) -> Finding:
    """Whether every entry is that of some choice."""
    got = to_numpy(array)
    right = which_choice(expectation, got, device) >= 0
    if right.all():
        return RIGHT
    first = np.unravel_index(int(np.argmin(right)), right.shape)
    wrong, total = int((~right).sum()), right.size
    hidden = f"{sentence.values(expectation.subject, wrong, total)[:-1]} from everything that a draw may give."
    options = " or ".join(dict.fromkeys(sentence.number(to_numpy(one)[first]) for one in expectation.choices))
    numbers = f"{hidden[:-1]}; the first{sentence.at(first)} is {sentence.number(got[first])}, but should be {options}."
    return Finding("values", hidden, numbers, wrong, total, where_of(right))


def which_choice(expectation: Either, got: NDArray[np.generic], device: str) -> NDArray[np.int64]:
    """For each entry the number of the first choice that it agrees with; -1 where it agrees with none."""
    found = np.full(got.shape, -1)
    with np.errstate(all="ignore"):
        wide = got.astype(np.float64)
        largest = max((float(np.abs(to_numpy(one)).max(initial=0.0)) for one in expectation.choices), default=0.0)
        for number, choice in reversed(list(enumerate(expectation.choices))):
            truth = to_numpy(choice).astype(np.float64)
            # The allowance is of the largest entry of all choices: a choice may be all zeros.
            close = Close(step=0, subject=expectation.subject, expected=choice, dtype=expectation.dtype)
            allowed = allowance(close, np.where(np.abs(truth) < largest, largest, truth), device)
            found[np.abs(wide - truth) <= allowed] = number
    return found


def judge_share(expectation: Share, array: Array) -> Finding:
    """Whether as many entries lie within the bounds as the probability makes."""
    got = to_numpy(array)
    lost = int((~np.isfinite(got)).sum())
    if lost:
        text = f"{sentence.name(expectation.subject)} has {lost} of {got.size} entries that are not finite."
        return Finding("finite", text, text, lost, got.size)
    counts = counted(expectation, got)
    wrong = (counts < expectation.least) | (counts > expectation.most)
    if not wrong.any():
        return RIGHT
    first = int(np.argmax(wrong))
    size = array.size // counts.size if counts.size else 0
    where = f" for index {first} of axis {expectation.along}" if expectation.along is not None else ""
    text = (
        f"{sentence.name(expectation.subject)}: {int(counts[first])} of {size} {expectation.what}{where}. "
        f"A probability of {sentence.number(expectation.probability)} makes {expectation.least} to {expectation.most}."
    )
    return Finding("statistics", text, text, int(wrong.sum()), counts.size)


def counted(expectation: Share, got: NDArray[np.generic]) -> NDArray[np.int64]:
    """How many entries lie within the bounds: one number, or one for each index of the axis."""
    with np.errstate(all="ignore"):
        inside = (got >= expectation.low) & (got <= expectation.high)  # type: ignore[operator]
    along = expectation.along
    if along is None:
        return np.array([int(inside.sum())])
    others = tuple(axis for axis in range(inside.ndim) if axis != along % inside.ndim)
    return np.asarray(inside.sum(axis=others), dtype=np.int64)


def judge_uniform(expectation: Uniform, array: Array) -> Finding:
    """Whether the entries are spread evenly over the bounds."""
    got = to_numpy(array).astype(np.float64).ravel()
    low, high = expectation.low, expectation.high
    name = sentence.name(expectation.subject)
    bounds = f"{sentence.number(low)} to {sentence.number(high)}"
    with np.errstate(all="ignore"):
        slack = 1e-5 * max(abs(low), abs(high))  # an entry was rounded, or computed from others
        outside = ~((got >= low - slack) & (got <= high + slack))
    if outside.any():
        text = f"{name} has {int(outside.sum())} of {got.size} entries outside {bounds}."
        return Finding("statistics", text, text, int(outside.sum()), got.size)
    found = distance(np.sort((got - low) / (high - low)))
    if found <= expectation.distance:
        return RIGHT
    text = (
        f"{name} is not spread evenly from {bounds}: the share of entries up to some value is off by up to {found:.3g} "
        f"(allowed {expectation.distance:.3g}); the mean is {got.mean():.4g}."
    )
    return Finding("statistics", text, text, got.size, got.size)


def distance(values: NDArray[np.float64]) -> float:
    """Kolmogorov's distance of sorted values in [0, 1] from the uniform distribution."""
    steps = np.arange(values.size + 1) / values.size
    return float(max((steps[1:] - values).max(), (values - steps[:-1]).max()))
