"""Runs and judges the checks of a submission, one after the other, in its process."""

import time
from collections.abc import Sequence

from grader.graded import Judged
from grader.judge.verdict import Verdict
from grader.recording import RecordedCheck
from grader.submission.take import Submission
from grader.supervisor.ending import Ending
from grader.supervisor.session import NotLoaded, Session


def all_the_same(checks: Sequence[RecordedCheck], verdict: Verdict, message: str) -> tuple[Judged, ...]:
    """The same verdict for every check."""
    from grader.judge.check import Outcome

    return tuple(Judged(one, Outcome(verdict, message, message, len(one.examples))) for one in checks)


def run(session: Session, checks: Sequence[RecordedCheck]) -> tuple[Judged, ...]:
    """Run and judge the checks in their order; what cannot be loaded is told once for all of them."""
    problem = session.load()
    if problem is not None:
        return all_the_same(checks, *why_not_loaded(problem, session.submission))
    judged: list[Judged] = []
    passed: set[str] = set()
    for one in checks:
        result = run_check(session, one, passed)
        if result.outcome.verdict == "passed" or one.live:  # what a live check came to is known later: see settle
            passed.add(one.name)
        judged.append(result)
    return tuple(judged)


def run_check(session: Session, one: RecordedCheck, passed: set[str]) -> Judged:
    """Run and judge one check, unless it waits for one that has not passed."""
    from grader.explain.smallest import Case
    from grader.judge.check import Outcome, judge_check
    from grader.judge.compare import Setting

    waits_for = tuple(name for name in one.needs if name not in passed)
    if waits_for:
        return blocked(one, waits_for)
    if one.live:
        return Judged(one, Outcome(message="This check can only be run live."))
    began = time.monotonic()
    ran = session.run([example.program for example in one.examples])
    seconds = time.monotonic() - began
    if isinstance(ran, NotLoaded):
        verdict, message = why_not_loaded(ran, session.submission)
        return Judged(one, Outcome(verdict, message, message, len(one.examples)), seconds)
    if isinstance(ran, Ending):
        message = why_ended(ran)
        return Judged(one, Outcome(ran.verdict, message, message, len(one.examples)), seconds)
    outcome = judge_check(one.examples, ran, Setting(session.submission.flavour, session.device))
    case = None
    if outcome.example is not None and outcome.verdict != "not_attempted":  # there is nothing to see yet
        case = Case(one.examples[outcome.example], ran[outcome.example], outcome.findings)
    return Judged(one, outcome, seconds, case, transcripts=ran if outcome.verdict == "failed" else ())


def blocked(one: RecordedCheck, waits_for: tuple[str, ...]) -> Judged:
    """A check that says nothing until others pass."""
    from grader.judge.check import Outcome

    message = f"This waits for {' and '.join(waits_for)}."
    return Judged(one, Outcome("blocked", message, message, len(one.examples)), waits_for=waits_for)


def settle(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """Block what needs a check that was run live since, and did not pass."""
    verdicts: dict[str, str] = {}
    settled: list[Judged] = []
    for one in judged:
        waits_for = tuple(name for name in one.check.needs if verdicts.get(name, "passed") != "passed")
        result = blocked(one.check, waits_for) if waits_for and not one.waits_for else one
        verdicts[one.check.name] = result.outcome.verdict
        settled.append(result)
    return tuple(settled)


def why_ended(ending: Ending) -> str:
    """The sentence for a process that ended while a check ran."""
    if ending.kind == "timed_out":
        return f"Your code did not finish: {ending.detail}. Look for a loop that never ends."
    if ending.kind == "broken":
        return f"The grader could not run this check: {ending.detail}."
    return f"Your code's process ended while this check ran: {ending.detail}."


def why_not_loaded(problem: NotLoaded, submission: Submission) -> tuple[Verdict, str]:
    """The verdict and the sentence for a module that could not be executed."""
    file = f"{submission.module}.py"
    if problem.refused is not None:
        return (
            "forbidden",
            f"{file} calls {problem.refused} on import: operators and gradients are yours to write here.",
        )
    if problem.ending is not None:
        if problem.ending.kind == "timed_out":
            return "timed_out", f"Importing {file} did not finish: {problem.ending.detail}."
        if problem.ending.kind == "broken":
            return "fault", f"The grader could not run {file}: {problem.ending.detail}."
        return problem.ending.verdict, f"Importing {file} ended its process: {problem.ending.detail}."
    from grader.judge.compare import OVER_LIMIT

    raised = problem.raised
    assert raised is not None
    where = f" ({raised.lines[-1].file}, line {raised.lines[-1].number})" if raised.lines else ""
    if "ModuleNotFoundError" in raised.types:
        return (
            "crashed",
            f"{file} cannot be imported: {raised.message}{where}. Only {_available(submission)} are there.",
        )
    if "MemoryError" in raised.types:
        return "out_of_memory", f"Importing {file} needs more memory than there is{where}."
    if raised.message.startswith(OVER_LIMIT):
        return "over_limit", f"Importing {file} takes more than it may{where}: {raised.message}."
    told = f"{raised.types[0]}: {raised.message}".strip(": ")
    return "crashed", f"{file} cannot be imported: it raised {told}{where}."


def _available(submission: Submission) -> str:
    library = "PyTorch, NumPy" if submission.flavour == "torch" else "NumPy"
    return f"{library} and the standard library"
