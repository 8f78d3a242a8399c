"""Bounds for what depends on chance, exact ones: how far an honest result may be off, at a rate of false alarms."""

import functools
import math

import numpy as np

from grader.suite.errors import KitError

ALARM = 1e-9  # honest results that are refused, of all


@functools.lru_cache(maxsize=256)
def binomial_bounds(trials: int, probability: float, alarm: float = ALARM) -> tuple[int, int]:
    """The least and the largest number of successes that are allowed: outside lies less than `alarm`, half each side.

    Raises:
        KitError: the probability is none.
    """
    if not 0.0 <= probability <= 1.0:
        raise KitError(f"a probability lies from 0 to 1, not at {probability}")
    if probability in (0.0, 1.0) or trials == 0:
        certain = round(trials * probability)
        return certain, certain
    numbers = np.arange(trials + 1)
    factorials = np.concatenate(([0.0], np.cumsum(np.log(numbers[1:]))))  # of the logarithms
    logs = factorials[-1] - factorials - factorials[::-1]
    logs += numbers * math.log(probability) + (trials - numbers) * math.log1p(-probability)
    mass = np.exp(logs)
    below, above = np.cumsum(mass), np.cumsum(mass[::-1])[::-1]
    least = int(np.searchsorted(below, alarm / 2, side="right"))
    most = trials - int(np.searchsorted(above[::-1], alarm / 2, side="right"))
    return least, most


def kolmogorov_bound(number: int, alarm: float = ALARM) -> float:
    """How far the share of entries up to a value may be off the distribution, for so many independent entries.

    The inequality of Dvoretzky, Kiefer and Wolfowitz with Massart's constant (1990): it holds for every number.
    """
    if number < 1:
        raise KitError("a distribution needs entries to be seen in: draw at least one")
    return math.sqrt(math.log(2.0 / alarm) / (2.0 * number))
