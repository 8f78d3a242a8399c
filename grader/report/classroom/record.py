"""What the reports of a class say in JSON: a learner's marks, and the statistics of the class.

What depends on the clock stands under keys named `seconds` or `started`, so that two runs can be compared without it.
"""

from msgspec import Struct

from grader.book.record import State
from grader.explain.diagnosis import Kind
from grader.judge.verdict import Verdict
from grader.report.classroom.figures import Bin, Summary

MARKS_FORMAT = "dlgrade/marks/v1"
CLASS_FORMAT = "dlgrade/class/v1"


class AdjustmentMark(Struct, frozen=True):
    """Points that a person gave or took, and why."""

    points: float
    reason: str
    author: str
    made: str


class Mark(Struct, frozen=True):
    """What a learner's work on one exercise comes to; `report` is the file beside this one, empty where there is none.

    `score` is what counts: `raw` less `penalty` with `adjusted` added, never below 0; None where nothing was graded and
    nobody adjusted it. `why` says why it, or its last attempt, was not graded; `note` is on its lateness.
    """

    exercise: str
    title: str
    state: State
    maximum: float
    score: float | None
    raw: float | None
    penalty: float
    adjusted: float
    days_late: int
    verdict: Verdict | None
    why: str
    note: str
    attempts: int
    submitted: str
    seconds: float
    adjustments: tuple[AdjustmentMark, ...]
    report: str = ""


class Marks(Struct, frozen=True):
    """One learner's marks. `id` and `email` are empty in an anonymous report, where `learner` is a number."""

    course: str
    learner: str
    id: str
    email: str
    marks: tuple[Mark, ...]
    format: str = MARKS_FORMAT


class CheckFigures(Struct, frozen=True):
    """One check of an exercise over the class: `judged` learners, how many came to each verdict, and what that says."""

    name: str
    claim: str
    maximum: float
    judged: int
    verdicts: dict[Verdict, int]
    success: float | None
    discrimination: float | None


class MistakeFigures(Struct, frozen=True):
    """A known mistake, or several that no example tells apart: the checks in which it shows, and who made it."""

    mistakes: tuple[str, ...]
    kind: Kind
    sentence: str
    checks: tuple[str, ...]
    learners: tuple[str, ...]


class GroupFigures(Struct, frozen=True):
    """Learners whose code fails each of the checks in one same way, and no known mistake says why.

    The first is the example.
    """

    checks: tuple[str, ...]
    learners: tuple[str, ...]


class Slow(Struct, frozen=True):
    """A learner and how long their submission took."""

    learner: str
    seconds: float


class Times(Struct, frozen=True):
    """How long the submissions to an exercise took, and which took longest."""

    summary: Summary | None
    bins: tuple[Bin, ...]
    slowest: tuple[Slow, ...]


class NotGraded(Struct, frozen=True):
    """Somebody who has no score: nothing was handed in (`missing`), or it could not be graded, and why."""

    learner: str
    state: State
    why: str


class ExerciseFigures(Struct, frozen=True):
    """The statistics of one exercise; whoever was not graded is counted apart, and never as zero."""

    exercise: str
    title: str
    maximum: float
    graded: int
    not_graded: int
    missing: int
    scores: Summary | None
    bins: tuple[Bin, ...]
    verdicts: dict[Verdict, int]
    checks: tuple[CheckFigures, ...]
    mistakes: tuple[MistakeFigures, ...]
    groups: tuple[GroupFigures, ...]
    without_score: tuple[NotGraded, ...]
    seconds: Times


class ClassFigures(Struct, frozen=True):
    """The statistics of a class. `learners` counts them; in an anonymous report they are called by numbers."""

    course: str
    learners: int
    anonymous: bool
    exercises: tuple[ExerciseFigures, ...]
    format: str = CLASS_FORMAT
