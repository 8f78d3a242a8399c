"""The levels of confinement, and what is told of the one that was reached."""

from collections.abc import Callable
from typing import get_args

from msgspec import Struct

from grader.experiment.message import Level

LEVELS: tuple[Level, ...] = get_args(Level)


class Confinement(Struct, frozen=True):
    """The level reached, and a sentence for each thing that kept it from being higher or that the platform lacks."""

    level: Level
    notes: tuple[str, ...] = ()


def reaches(level: Level, demanded: Level) -> bool:
    """Whether a level is the demanded one or above."""
    return LEVELS.index(level) >= LEVELS.index(demanded)


def highest(at_most: Level, works: Callable[[Level], bool]) -> Level:
    """The highest level, `at_most` or below, at which something works; `at_most` where it works at none."""
    below = LEVELS[: LEVELS.index(at_most) + 1]
    return next((level for level in reversed(below) if works(level)), at_most)


__all__ = ["LEVELS", "Confinement", "Level", "highest", "reaches"]
