"""What a validation found, as data: one part of one exercise, an exercise, and the course."""

from typing import Literal

from msgspec import Struct

FORMAT = "dlgrade/validation/v1"

Mode = Literal["quick", "full"]


class Problem(Struct, frozen=True):
    """Something that is wrong: with which check, mistake or mutant, and what, in whole sentences."""

    subject: str
    why: str


class Aside(Struct, frozen=True):
    """Something to know that is no problem: a mutant that is equivalent, mistakes that no example tells apart."""

    subject: str
    why: str


class Part(Struct, frozen=True):
    """One part of the proof for one exercise: how much was tried, how much held, and what did not.

    `holds` says whether the part holds as a whole: a share of mutants may survive, and none of the stubs may score.
    """

    exercise: str
    name: str
    tried: int
    held: int
    holds: bool
    summary: str
    problems: tuple[Problem, ...] = ()
    asides: tuple[Aside, ...] = ()
    seconds: float = 0.0


class Validation(Struct, frozen=True):
    """A validation of exercises: the parts of each, in the order of the work."""

    course: str
    mode: Mode
    seeds: int
    parts: tuple[Part, ...]
    versions: dict[str, str]
    started: str
    seconds: float
    format: str = FORMAT

    @property
    def holds(self) -> bool:
        """Whether everything that was tried holds."""
        return all(part.holds for part in self.parts)

    @property
    def exercises(self) -> tuple[str, ...]:
        """The exercises that were validated."""
        return tuple(dict.fromkeys(part.exercise for part in self.parts))


def part(
    exercise: str, name: str, tried: int, summary: str, problems: tuple[Problem, ...] | list[Problem],
    asides: tuple[Aside, ...] | list[Aside] = (), *, may_fail: int = 0,
) -> Part:  # fmt: skip
    """A part of which everything holds that is no problem; as a whole it holds if no more than `may_fail` does not."""
    held = max(0, tried - len(problems))
    holds = len(problems) <= may_fail and tried > 0
    return Part(exercise, name, tried, held, holds, summary, tuple(problems), tuple(asides))


__all__ = ["FORMAT", "Aside", "Mode", "Part", "Problem", "Validation", "part"]
