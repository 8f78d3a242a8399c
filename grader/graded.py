"""What was graded: the options of a run, one check after it was judged, and everything that a report is built from."""

from typing import TYPE_CHECKING

from msgspec import Struct

from grader.course import Exercise
from grader.recording import RecordedCheck, Recording
from grader.sandbox.levels import Level
from grader.sandbox.limits import Limits
from grader.submission.take import Submission
from grader.supervisor.launch import Start
from grader.supervisor.session import Output

if TYPE_CHECKING:  # these import NumPy, which is loaded beside the learner's process and not before it
    from grader.explain.smallest import Case
    from grader.judge.check import Outcome


class Options(Struct, frozen=True):
    """How to grade: the seed, the device, which checks, and whether failures are run again to shrink them."""

    seed: str
    limits: Limits
    device: str = "cpu"
    start: Start | None = None
    shrink: bool = True
    only: tuple[str, ...] = ()
    isolation: Level = "process"  # the least that is demanded


class Judged(Struct, frozen=True):
    """One check after it was run and judged."""

    check: RecordedCheck
    outcome: "Outcome"
    seconds: float = 0.0
    case: "Case | None" = None
    waits_for: tuple[str, ...] = ()


class Graded(Struct, frozen=True):
    """Everything that a report is built from."""

    exercise: Exercise
    submission: Submission
    recording: Recording
    recording_digest: str
    options: Options
    judged: tuple[Judged, ...]
    output: Output
    level: Level
    start: Start
    isolation_notes: tuple[str, ...]
    started: str
    seconds: float
    notes: tuple[str, ...] = ()
    ran: bool = True  # a line of the submission's: no syntax error was found before, and no rule broken
