"""The statistics of a class: pure functions of numbers, each with its source."""

from collections.abc import Sequence
from math import floor, log10
from statistics import StatisticsError, correlation, fmean, quantiles, stdev

from msgspec import Struct

STEPS = 30  # at most, of a histogram over the whole range of scores
WHOLE = 8  # a maximum from which on bins are no narrower than a point, since most checks give whole ones
FEWEST = 3  # learners of whom a correlation says anything: of two it is always 1 or -1


class Summary(Struct, frozen=True):
    """A sample in seven numbers; `deviation` is None for a single one."""

    number: int
    mean: float
    median: float
    lower_quartile: float
    upper_quartile: float
    minimum: float
    maximum: float
    deviation: float | None


class Bin(Struct, frozen=True):
    """How many numbers of a sample lie from `low`, which belongs to the bin, to `high`, which does not."""

    low: float
    high: float
    number: int


def summary(sample: Sequence[float]) -> Summary | None:
    """The sample's mean, quartiles and standard deviation; None for an empty one.

    Quartiles are interpolated between order statistics: definition 7 of R. J. Hyndman and Y. Fan, "Sample quantiles in
    statistical packages", The American Statistician 50 (1996), 361-365, the default of NumPy and R. The deviation is
    the sample's, with n - 1 below the fraction line.
    """
    if not sample:
        return None
    alone = len(sample) == 1
    lower, middle, upper = (sample[0],) * 3 if alone else quantiles(sample, n=4, method="inclusive")
    return Summary(
        number=len(sample),
        mean=fmean(sample),
        median=middle,
        lower_quartile=lower,
        upper_quartile=upper,
        minimum=min(sample),
        maximum=max(sample),
        deviation=None if alone else stdev(sample),
    )


def success_rate(passed: Sequence[bool]) -> float | None:
    """The share of learners who pass a check, 0 to 1; None where nobody was judged.

    Test theory calls it the item's difficulty, although a large one is an easy check: F. M. Lord and M. R. Novick,
    "Statistical Theories of Mental Test Scores" (1968), chapter 15.
    """
    return sum(passed) / len(passed) if passed else None


def discrimination(passed: Sequence[bool], others: Sequence[float]) -> float | None:
    """How well a check tells strong work from weak: the corrected item-total correlation, -1 to 1.

    It is the point-biserial correlation of passing the check with the points of all other checks,
    r = cov(x, y) / (s_x s_y); the check's own points are left out, since they would correlate with themselves. See
    S. Henrysson, "Correction of item-total correlations in item analysis", Psychometrika 28 (1963), 211-218.

    Returns:
        None where it is not defined: everybody passes or nobody does, the others' points are all the same, or there
        are fewer than three learners.
    """
    if len(passed) < FEWEST:
        return None
    try:
        return correlation([float(one) for one in passed], others)
    except StatisticsError:  # one of the two does not vary
        return None


def round_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 5 times a power of ten that covers the span in at most so many steps."""
    if span <= 0:
        return 1.0
    exponent = floor(log10(span / most))
    steps = (digit * 10.0**power for power in (exponent, exponent + 1) for digit in (1, 2, 5))
    return next(step for step in steps if span / step <= most * (1 + 1e-9))


def score_bins(scores: Sequence[float], maximum: float) -> tuple[Bin, ...]:
    """The histogram of scores from 0 to the maximum, or to the best score where adjustments went above it.

    Each bin holds its lower end and not its upper one, so that full marks have a bin of their own.
    """
    top = max(maximum, *scores, 0.0)
    width = max(round_step(top, STEPS), 1.0 if top >= WHOLE else 0.0)
    last = floor(top / width + 1e-9)
    places = [floor(score / width + 1e-9) for score in scores]
    return tuple(Bin(at * width, (at + 1) * width, places.count(at)) for at in range(last + 1))


def time_bins(seconds: Sequence[float]) -> tuple[Bin, ...]:
    """The histogram of times in bins of 1, 2 and 5 times the powers of ten, as times differ by factors.

    What took no time that can be measured counts with the shortest bin, which begins at a millisecond.
    """
    if not seconds:
        return ()
    edges = [digit * 10.0**power for power in range(-3, 7) for digit in (1, 2, 5)]
    places = [sum(edge <= max(one, edges[0]) for edge in edges[:-1]) - 1 for one in seconds]
    spread = range(min(places), max(places) + 1)
    return tuple(Bin(edges[at], edges[at + 1], places.count(at)) for at in spread)


__all__ = [
    "Bin",
    "Summary",
    "discrimination",
    "round_step",
    "score_bins",
    "success_rate",
    "summary",
    "time_bins",
]
