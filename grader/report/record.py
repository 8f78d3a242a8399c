"""The record of one grading. Every renderer reads it, and none decides anything.

What a learner may not see is not in it: for a hidden check a case holds kinds and shapes, never a number.
"""

from typing import Literal

from msgspec import Struct

from grader.experiment.message import Level
from grader.explain.diagnosis import Diagnosis
from grader.judge.verdict import Verdict

FORMAT = "dlgrade/report/v1"


class Grid(Struct, frozen=True):
    """A small array as numbers that a report can print: `entries` in C order.

    JSON has no word for an entry that is not finite, so it is the string `nan`, `inf` or `-inf`.
    """

    dtype: str
    shape: tuple[int, ...]
    entries: tuple[float | int | bool | str, ...]


class ValueReport(Struct, frozen=True):
    """One value that the case asked for, right or wrong.

    `sentence` says what is wrong with it, and is empty where nothing is; `kind` is the judge's word for it (`right`,
    `shape`, `values`, `skipped`). `got`, `expected` and `error` (the absolute difference of each entry) are there in
    public checks only, and only for arrays of at most 4,096 entries. `wrong` holds the positions, in C order, of the
    entries that differ by more than is allowed.
    """

    label: str
    right: bool
    sentence: str
    kind: str = ""
    got: Grid | None = None
    expected: Grid | None = None
    error: Grid | None = None
    wrong: tuple[int, ...] = ()


class CaseReport(Struct, frozen=True):
    """The smallest failing case: its calls, one a line, and each value that it asked for.

    `calls` reads like Python (`layer = Linear(weight: float64[3, 2], bias: float64[3])`); in a public check `inputs`
    holds the arguments by name.
    """

    calls: tuple[str, ...]
    values: tuple[ValueReport, ...]
    inputs: dict[str, Grid] = {}
    shrunk: bool = False
    traceback: tuple[str, ...] = ()


class CheckReport(Struct, frozen=True):
    """One check. `message` is one or two sentences, empty where the check passed and has nothing to tell.

    `diagnoses` are places in the report's list of those that speak of it; `follows` names the earlier check from whose
    failure this one follows, so that it is no news.
    """

    name: str
    claim: str
    verdict: Verdict
    points: float
    max_points: float
    public: bool
    message: str
    seconds: float
    hint: str = ""
    examples: int = 0
    failing: int = 0
    needs: tuple[str, ...] = ()
    case: CaseReport | None = None
    repeat: str = ""
    diagnoses: tuple[int, ...] = ()
    follows: str = ""


class Isolation(Struct, frozen=True):
    """What confined the learner's code: the level reached, how processes were started, and remarks."""

    level: Level
    start: Literal["fork", "spawn"]
    notes: tuple[str, ...] = ()


class Report(Struct, frozen=True):
    """One submission, graded. `score` is None where the grader could not find it out."""

    exercise: str
    title: str
    score: float | None
    max_score: float
    verdict: Verdict
    isolation: Isolation
    flavour: Literal["numpy", "torch"]
    device: str
    seed: str
    versions: dict[str, str]
    submission: str
    submission_digest: str
    recording_digest: str
    started: str
    seconds: float
    checks: tuple[CheckReport, ...]
    message: str = ""
    notes: tuple[str, ...] = ()
    stdout: str = ""
    stderr: str = ""
    repeat: str = ""
    diagnoses: tuple[Diagnosis, ...] = ()
    format: str = FORMAT


__all__ = ["FORMAT", "CaseReport", "CheckReport", "Diagnosis", "Grid", "Isolation", "Report", "ValueReport"]
