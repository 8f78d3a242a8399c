"""What a grade book holds for a reader, after the course's policy was applied."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from grader.judge.verdict import Verdict
from grader.learners import Learner

if TYPE_CHECKING:
    from grader.report.record import Report

State = Literal["graded", "not_graded", "missing"]


class Listed(Struct, frozen=True):
    """An exercise of the book."""

    id: str
    title: str
    maximum: float


class Adjustment(Struct, frozen=True):
    """Points that a person gave or took, and why."""

    learner: str
    exercise: str
    points: float
    reason: str
    author: str
    made: str


class Entry(Struct, frozen=True):
    """What one learner's work on one exercise comes to.

    `raw` is the score of the attempt that counts, `penalty` what lateness takes off it, `adjusted` the sum of the
    manual adjustments, `score` what is left: never below 0, and None where there is nothing that could be a number.
    `why` says why it, or its last attempt, was not graded; `note` what is to be known of its lateness. `digest` names
    the attempt's content.
    """

    learner: str
    exercise: str
    state: State
    maximum: float
    score: float | None = None
    raw: float | None = None
    penalty: float = 0.0
    adjusted: float = 0.0
    days_late: int = 0
    verdict: Verdict | None = None
    why: str = ""
    note: str = ""
    attempts: int = 0
    submitted: str = ""
    digest: str = ""
    seconds: float = 0.0
    adjustments: tuple[Adjustment, ...] = ()


class Group(Struct, frozen=True):
    """Learners whose code fails a check in the same way, and no known mistake says why; the first is the example."""

    exercise: str
    check: str
    learners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A grade book as it is read: `entries` holds each learner with each exercise, in the order of both.

    `report` reads the report behind an entry, None where it has none: not all of a large class are held at once.
    """

    course: str
    exercises: tuple[Listed, ...]
    learners: tuple[Learner, ...]
    entries: tuple[Entry, ...]
    groups: tuple[Group, ...]
    report: "Callable[[Entry], Report | None]"
