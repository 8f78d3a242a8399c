"""Grades one submission. The order of the work stands here.

take        a path becomes plain sources                                submission.take
look        what the sources already tell: a syntax error, a rule       submission.rules
find        the recording of the suite under the seed                   recordings
run, judge  check after check: programs there, observations back        supervisor, judge
explain     failing checks are run again live, to find a smaller case   explain
report      one record, which the renderers show                        report.build
"""

import contextlib
import datetime as dt
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from grader.course import Course, Exercise
from grader.graded import Graded, Judged, Options
from grader.judge.verdict import Verdict
from grader.recording import RecordedCheck, Recording
from grader.submission.take import Submission
from grader.supervisor.ending import Ending
from grader.supervisor.launch import Launcher, Start, launcher
from grader.supervisor.session import NotLoaded, Session

if TYPE_CHECKING:  # these import NumPy, which is loaded beside the learner's process and not before it
    from grader.report.record import Report
    from grader.rerun import Answer, Job, LiveCheck

Ask = Callable[["Job"], "Answer"]
Tell = Callable[[str], None]


class UnknownCheck(ValueError):
    """`--only` names a check that the suite does not have."""


def check(
    processes: Launcher,
    course: Course,
    exercise: Exercise,
    submission: Submission,
    options: Options,
    tell: Tell,
    meanwhile: Callable[[], object],
) -> "Report":
    """Grade one submission of one exercise. `meanwhile` is called while the learner's interpreter starts.

    `processes` were started by a guess at the flavour; where that was wrong, others are started.

    Raises:
        RecordingError: there is no recording, and none can be made.
        UnknownCheck: `options.only` names a check that there is not.
        IsolationError: the machine does not reach `options.isolation`.
    """
    from grader import recordings

    with contextlib.ExitStack() as stack:
        if processes.plan.flavour != submission.flavour:
            processes.close()
            plan = structs.replace(processes.plan, flavour=submission.flavour)
            processes = stack.enter_context(launcher(plan, options.start))
        recorded = recordings.find(course, exercise, options.seed, tell)
        meanwhile()
        return check_with(processes, recorded, course, exercise, submission, options, tell)


def check_with(
    processes: Launcher,
    recorded: tuple[Recording, str],
    course: Course,
    exercise: Exercise,
    submission: Submission,
    options: Options,
    tell: Tell,
) -> "Report":
    """The report of a submission, with a launcher and a recording that are there already."""
    from grader.report.build import build

    return build(grade(processes, recorded, course, exercise, submission, options, tell), course)


def grade(
    processes: Launcher,
    recorded: tuple[Recording, str],
    course: Course,
    exercise: Exercise,
    submission: Submission,
    options: Options,
    tell: Tell,
    ask: Ask | None = None,
) -> Graded:
    """Grade with a launcher and a recording that are there already: a class shares them.

    `ask` speaks to the author's process, for what can only be run live; a class keeps one that stays.
    """
    began, started = time.monotonic(), dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    recording, digest = recorded
    checks = chosen(recording.checks, options.only)
    session = Session(processes, submission, options.limits, refused=exercise.refused, device=options.device)
    with session:
        verdict = look(submission, exercise)
        judged = all_the_same(checks, *verdict) if verdict else advise(run(session, checks), exercise)
        output = session.close()
    judged, notes = explain(course, exercise, submission, options, processes.start_kind, judged, tell, ask)
    return Graded(
        exercise=exercise, submission=submission, recording=recording, recording_digest=digest, options=options,
        judged=settle(judged), output=output, level=session.ready.level if session.ready else "process",
        start=processes.start_kind, isolation_notes=session.ready.notes if session.ready else (),
        started=started, seconds=time.monotonic() - began, notes=(*submission.notes, *notes),
        ran=session.ready is not None,
    )  # fmt: skip


def chosen(checks: Sequence[RecordedCheck], only: Sequence[str]) -> tuple[RecordedCheck, ...]:
    """The checks that were asked for, and what they need; all of them if none was named."""
    by_name = {one.name: one for one in checks}
    wanted: set[str] = set()
    todo = [name.removeprefix("test_") for name in only]
    while todo:
        name = todo.pop()
        if name not in by_name:
            raise UnknownCheck(f"There is no check {name!r}. There are: {', '.join(by_name)}.")
        wanted.add(name)
        todo += by_name[name].needs
    return tuple(one for one in checks if not only or one.name in wanted)


def look(submission: Submission, exercise: Exercise) -> tuple[Verdict, str] | None:
    """The verdict that the sources alone give: a syntax error, or something that the exercise asks to be written."""
    if submission.broken:
        return "crashed", submission.broken
    if submission.flavour == "torch":
        from grader.submission.rules import violations

        mine = {name: source for name, source in submission.files.items() if name != "given.py"}
        with contextlib.suppress(SyntaxError):  # a helper's; importing it will tell
            for violation in violations(mine, exercise.refused):
                uses = f"{violation.file}, line {violation.line} uses {violation.what}"
                if violation.why == "autograd":
                    return "forbidden", f"{uses}: autograd is not allowed here, the gradient is what you write."
                instead = f" {exercise.instead}" if exercise.instead else ""
                return "forbidden", f"{uses}, which this exercise asks you to write.{instead}"
    return None


def advise(judged: Sequence[Judged], exercise: Exercise) -> tuple[Judged, ...]:
    """Say what is asked for instead, where the rule at run time refused something."""
    if not exercise.instead:
        return tuple(judged)
    return tuple(
        structs.replace(
            one,
            outcome=structs.replace(
                one.outcome,
                message=f"{one.outcome.message} {exercise.instead}",
                public_message=f"{one.outcome.public_message or one.outcome.message} {exercise.instead}",
            ),
        )
        if one.outcome.verdict == "forbidden"
        else one
        for one in judged
    )


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
    return Judged(one, outcome, seconds, case)


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


def explain(
    course: Course, exercise: Exercise, submission: Submission, options: Options, start: Start,
    judged: tuple[Judged, ...], tell: Tell, ask: Ask | None,
) -> tuple[tuple[Judged, ...], tuple[str, ...]]:  # fmt: skip
    """Run live what can only be run live, and what failed, to find a smaller case; and remarks for the report."""
    must = [one.check.name for one in judged if one.check.live and one.outcome.verdict == "fault"]
    may: list[str] = []
    if options.shrink and any(one.outcome.verdict == "failed" for one in judged):
        from grader.explain.smallest import worth_shrinking

        may = [one.check.name for one in judged if worth_shrinking(one.outcome)]
    if not must and not may:
        return judged, ()
    from grader.author import AuthorError, missing
    from grader.explain.smallest import run_live

    if missing() and not must:
        return judged, ()
    if may:
        tell("Looking for the smallest failing case ...")
    try:
        live = run_live(
            course, exercise, submission, [*must, *may],
            seed=options.seed, limits=options.limits, device=options.device, start=start, isolation=options.isolation,
            ask=ask,
        )  # fmt: skip
    except AuthorError as error:
        note = f"Failing checks could not be run again live: {error}"
        return tuple(_not_run_live(one, str(error)) if one.check.name in must else one for one in judged), (note,)
    return tuple(_explained(one, live.get(one.check.name)) for one in judged), ()


def _not_run_live(one: Judged, why: str) -> Judged:
    from grader.judge.check import Outcome

    return Judged(one.check, Outcome(message=f"This check can only be run live, and could not be: {why}"))


def _explained(one: Judged, live: "LiveCheck | None") -> Judged:
    from grader.explain.smallest import smaller

    if live is None:
        return one
    outcome = live.outcome if one.check.live else one.outcome
    case = smaller(one.case, live, outcome.verdict)
    if case is not one.case and case is not None and not one.check.live:
        from grader.judge.check import leading

        first = leading(case.findings, outcome.verdict)
        outcome = structs.replace(outcome, message=first.sentence, public_message=first.public or first.sentence)
    return structs.replace(one, outcome=outcome, case=case)
