"""The levels of confinement, and what is told of the one that was reached."""

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


__all__ = ["LEVELS", "Confinement", "Level", "reaches"]
