"""Checks whose outcome depends on chance: no honest solution may fail one, in ten thousand repeats."""

from msgspec import structs

from grader.experiment.expectation import Example
from grader.judge.check import judge_check
from grader.judge.compare import Setting
from grader.recording import RecordedCheck
from grader.report.words import count
from grader.submission.take import Submission, SubmissionError
from grader.supervisor.session import Session
from grader.validate.record import Part, Problem, part
from grader.validate.workbench import Workbench

AT_ONCE = 500  # examples that are drawn and run together
SECONDS = 60.0  # for one message of them: it is chance that is tried here, and not speed


def statistics(bench: Workbench) -> Part:
    """Every statistical check passes on every right submission, repeated on examples that are drawn for it."""
    checks = [check for check in bench.recorded[0].checks if check.statistical]
    problems: list[Problem] = []
    for check in checks:
        for one, failed in _failures(bench, check).items():
            if failed:
                why = f"{failed} of {bench.settings.repeats} honest repeats failed: its bounds are too narrow."
                problems.append(Problem(f"{check.name}, {one}", why))
    summary = count(len(checks), "statistical check") + (f", {bench.settings.repeats} times each" if checks else "")
    return part(bench.exercise.id, "statistics", max(1, len(checks)), summary, problems)


def _failures(bench: Workbench, check: RecordedCheck) -> dict[str, int]:
    """How often each right submission fails the check. Drawing takes longer than running, so all run what was drawn."""
    solutions = tuple(bench.solutions())
    failed, done = {one.path: 0 for one in solutions}, 0
    while done < bench.settings.repeats:
        wanted = min(AT_ONCE, bench.settings.repeats - done)
        (drawn,) = bench.more(check.name, f"chance {done}", wanted)
        examples = (drawn.examples * wanted)[:wanted]  # a body without Hypothesis is one example, repeated as it is
        for one in solutions:
            failed[one.path] += _failing(bench, one, examples)
        done += wanted
    return failed


def _failing(bench: Workbench, one: Submission, examples: tuple[Example, ...]) -> int:
    """How many of the examples a submission fails.

    Raises:
        SubmissionError: it did not get through them.
    """
    limits = structs.replace(bench.limits, message_seconds=SECONDS)
    with Session(bench.launcher(one.flavour), one, limits, refused=bench.exercise.refused) as session:
        ran = session.run([example.program for example in examples])
    if not isinstance(ran, tuple):
        raise SubmissionError(f"{one.path} did not get through {len(examples)} examples at once.")
    return judge_check(examples, ran, Setting(one.flavour)).failing


__all__ = ["statistics"]
