"""Who handed in what: the records that an intake gives, whatever system the submissions were downloaded from."""

import re
from typing import Literal

from msgspec import Struct

_DIGITS = re.compile(r"(\d+)")

System = Literal["plain", "moodle", "canvas", "gradescope", "classroom"]


class Learner(Struct, frozen=True):
    """A learner. `id` is unique in a grade book; `ids` holds what each system calls them (`{"canvas": "4711"}`)."""

    id: str
    name: str = ""
    email: str = ""
    ids: dict[str, str] = {}


class Handed(Struct, frozen=True):
    """What one learner handed in: all that lies at `path`, or where a system spread it out, `files`.

    `files` maps the names that the learner gave to paths on the disk; it is empty where `path` is all. `submitted` is a
    time with its offset (ISO 8601), empty where nobody knows it; `late` is what a system that tells no time says.
    """

    learner: Learner
    path: str
    files: dict[str, str] = {}
    submitted: str = ""
    late: bool | None = None
    notes: tuple[str, ...] = ()


class Held(Struct, frozen=True):
    """Something that was handed in and cannot be graded, whatever the exercise; `why` is a whole sentence."""

    learner: Learner
    path: str
    why: str


class Intake(Struct, frozen=True):
    """A class: what is to be graded, what cannot be, who handed in nothing, each in the order of the learners' ids."""

    system: System
    handed: tuple[Handed, ...]
    held: tuple[Held, ...] = ()
    absent: tuple[Learner, ...] = ()
    notes: tuple[str, ...] = ()


def learners_of(intake: Intake) -> list[Learner]:
    """Everybody in the class, once each."""
    found = {one.learner.id: one.learner for one in intake.held}
    found |= {one.learner.id: one.learner for one in intake.handed}
    return list((found | {one.id: one for one in intake.absent}).values())


def natural(identity: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """A key for sorting ids, by which `s2` comes before `s10`. Of two numbers the longer one is the larger."""
    found: list[tuple[int, int, str]] = []
    for at, part in enumerate(_DIGITS.split(identity.casefold())):
        if at % 2:  # between each two texts there are digits
            digits = part.lstrip("0")
            found.append((0, len(digits), digits))
        elif part:
            found.append((1, 0, part))
    return tuple(found), identity
