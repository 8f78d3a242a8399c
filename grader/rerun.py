"""What the command and the author's process say to each other: which checks to run again live, and what came of it.

The author's process (`python -m grader.suite`) is the only one that imports PyTorch, Hypothesis and pytest. It is
trusted; the learner's code runs in a learner's process there too.
"""

from typing import Literal

from msgspec import Struct

from grader.experiment.expectation import Example
from grader.experiment.program import Transcript
from grader.judge.check import Outcome
from grader.recording import RecordedCheck
from grader.sandbox.levels import Level
from grader.sandbox.limits import Limits
from grader.submission.take import Submission


class RecordJob(Struct, frozen=True, tag="record"):
    """Record the suite of an exercise under a seed, into a file that names the seed as `shown_seed`."""

    course: str
    exercise: str
    seed: str
    shown_seed: str
    path: str


class DrawJob(Struct, frozen=True, tag="draw"):
    """Draw some checks of an exercise under a seed, each with so many examples."""

    course: str
    exercise: str
    seed: str
    checks: tuple[str, ...]
    examples: int


class LiveJob(Struct, frozen=True, tag="live"):
    """Run some checks of an exercise live on a submission."""

    course: str
    exercise: str
    seed: str
    submission: Submission
    checks: tuple[str, ...]
    limits: Limits
    device: str
    start: Literal["fork", "spawn"]
    isolation: Level = "process"


Job = RecordJob | DrawJob | LiveJob


class Recorded(Struct, frozen=True, tag="recorded"):
    """The recording was written."""

    checks: int
    examples: int


class Drawn(Struct, frozen=True, tag="drawn"):
    """Checks that were drawn, with their examples."""

    checks: tuple[RecordedCheck, ...]


class LiveCheck(Struct, frozen=True):
    """What a check came to when run live, and its smallest failing case."""

    name: str
    outcome: Outcome
    example: Example | None = None
    transcript: Transcript | None = None


class LiveDone(Struct, frozen=True, tag="done"):
    """The checks that were run live."""

    checks: tuple[LiveCheck, ...]


class Broken(Struct, frozen=True, tag="broken"):
    """The suite or the course is wrong; the message says where."""

    message: str


Answer = Recorded | Drawn | LiveDone | Broken
