"""The smallest failing case: recorded, or found by running the check again live and shrinking it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from grader import author
from grader.course import Course, Exercise
from grader.experiment.expectation import Example
from grader.experiment.program import Transcript
from grader.judge.check import Outcome
from grader.judge.finding import Finding
from grader.rerun import Answer, Job, LiveCheck, LiveDone, LiveJob
from grader.sandbox.levels import Level
from grader.sandbox.limits import Limits
from grader.submission.take import Submission


class Case(Struct, frozen=True):
    """A failing example, what was observed, what its expectations came to, and whether it was shrunk."""

    example: Example
    transcript: Transcript
    findings: tuple[Finding, ...]
    shrunk: bool = False


def run_live(
    course: Course,
    exercise: Exercise,
    submission: Submission,
    checks: Sequence[str],
    *,
    seed: str,
    limits: Limits,
    device: str,
    start: Literal["fork", "spawn"],
    isolation: Level,
    ask: Callable[[Job], Answer] | None = None,
) -> Mapping[str, LiveCheck]:
    """Run checks again live; what came of each. `ask` speaks to the author's process. Raises AuthorError."""
    job = LiveJob(str(course.root), exercise.id, seed, submission, tuple(checks), limits, device, start, isolation)
    answer = (ask or author.ask)(job)
    assert isinstance(answer, LiveDone)
    return {check.name: check for check in answer.checks}


def smaller(recorded: Case | None, live: LiveCheck | None, verdict: str) -> Case | None:
    """The case to show: the shrunk one, if the live run came to the same verdict, else the recorded one."""
    if live is None or live.example is None or live.transcript is None or live.outcome.verdict != verdict:
        return recorded
    return Case(live.example, live.transcript, live.outcome.findings, shrunk=True)


def worth_shrinking(outcome: Outcome) -> bool:
    """A wrong answer among several examples is; a crash, a time-out and work not attempted are not."""
    return outcome.verdict == "failed" and outcome.examples > 1
