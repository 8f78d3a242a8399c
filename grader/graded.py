"""What was graded: the options of a run, one check after it was judged, and everything that a report is built from."""

from typing import TYPE_CHECKING

from msgspec import Struct

from grader.course import Exercise
from grader.experiment.program import Transcript
from grader.explain.diagnosis import Diagnosis
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
    """How to grade: the seed, the device, which checks, whether failures are shrunk, and diagnosed."""

    seed: str
    limits: Limits
    device: str = "cpu"
    start: Start | None = None
    shrink: bool = True
    only: tuple[str, ...] = ()
    isolation: Level = "process"  # the least that is demanded
    diagnose: bool = True  # say what the mistake probably is


class Judged(Struct, frozen=True):
    """One check after it was run and judged. `transcripts` are kept of one that gave wrong answers."""

    check: RecordedCheck
    outcome: "Outcome"
    seconds: float = 0.0
    case: "Case | None" = None
    waits_for: tuple[str, ...] = ()
    transcripts: tuple[Transcript, ...] = ()


class Graded(Struct, frozen=True):
    """What a report is built from. `follows` maps failing checks to the earlier ones that they follow from."""

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
    diagnoses: tuple[Diagnosis, ...] = ()
    follows: dict[str, str] = {}
    ran: bool = True  # a line of the submission's: no syntax error was found before, and no rule broken
