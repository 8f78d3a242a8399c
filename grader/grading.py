"""Grades one submission. The order of the work stands here.

take        a path becomes plain sources                                submission.take
look        what the sources already tell: a syntax error, a rule       submission.rules
find        the recording of the suite under the seed                   recordings
run, judge  check after check: programs there, observations back        supervisor, judge
diagnose    known mistakes that answer alike, and what the numbers show explain.diagnose
explain     failing checks are run again live, to find a smaller case   explain.smallest
report      one record, which the renderers show                        report.build
"""

import contextlib
import datetime as dt
import functools
import time
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from grader.course import Course, CourseError, Exercise
from grader.experiment.program import Program, Transcript
from grader.graded import Graded, Judged, Options
from grader.judge.verdict import Verdict
from grader.judging import all_the_same, run, settle
from grader.recording import RecordedCheck, Recording
from grader.submission.take import Submission, SubmissionError
from grader.supervisor.launch import Launcher, LaunchError, Start, launcher
from grader.supervisor.session import Session

if TYPE_CHECKING:  # these import NumPy, which is loaded beside the learner's process and not before it
    from grader.explain.diagnosis import Diagnosis
    from grader.explain.known import Known
    from grader.report.record import Report
    from grader.rerun import Answer, Job, LiveCheck

Ask = Callable[["Job"], "Answer"]
Tell = Callable[[str], None]
FindKnown = Callable[[], "Known | None"]

AGAIN_SECONDS = 1.0  # for what is asked once more, of a few small inputs


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
    known: FindKnown | None = None,
) -> Graded:
    """Grade with a launcher and a recording that are there already: a class shares them.

    `ask` speaks to the author's process, for what can only be run live; a class keeps one that stays, and has what the
    `known` mistakes answer at hand.
    """
    began, started = time.monotonic(), dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    recording, digest = recorded
    checks = chosen(recording.checks, options.only)
    session = Session(processes, submission, options.limits, refused=exercise.refused, device=options.device)
    with session:
        verdict = look(submission, exercise)
        judged = all_the_same(checks, *verdict) if verdict else advise(run(session, checks), exercise)
        output = session.close()
    said = Said()
    if options.diagnose and any(one.transcripts for one in judged):
        find = known or functools.partial(find_known, course, exercise, recorded, options.seed, tell)
        said = diagnose(processes, submission, exercise, options, judged, find)
    judged, notes = explain(course, exercise, submission, options, processes.start_kind, judged, tell, ask)
    return Graded(
        exercise=exercise, submission=submission, recording=recording, recording_digest=digest, options=options,
        judged=settle(judged), output=output, level=session.ready.level if session.ready else "process",
        start=processes.start_kind, isolation_notes=session.ready.notes if session.ready else (),
        started=started, seconds=time.monotonic() - began, notes=(*submission.notes, *said.notes, *notes),
        diagnoses=said.diagnoses, follows=dict(said.follows),
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


class Said(NamedTuple):
    """What was found out about failing checks, and remarks for the report."""

    diagnoses: "tuple[Diagnosis, ...]" = ()
    follows: Mapping[str, str] = MappingProxyType({})
    notes: tuple[str, ...] = ()


def find_known(
    course: Course, exercise: Exercise, recorded: tuple[Recording, str], seed: str, tell: Tell
) -> "Known | None":
    """What the known mistakes of an exercise answer on a recording."""
    from grader.explain import known

    return known.find(course, exercise, recorded, seed, tell)


def diagnose(
    processes: Launcher, submission: Submission, exercise: Exercise, options: Options, judged: Sequence[Judged],
    find: FindKnown,
) -> Said:  # fmt: skip
    """Say what failing checks have in common with known mistakes, and what their numbers show.

    What must be asked of the submission once more is asked in a process of its own, so that what it prints then is not
    taken for what it printed when it was graded.
    """
    from grader.explain.diagnose import diagnose as conclude
    from grader.explain.diagnose import evidence_of, follow_ups

    notes: tuple[str, ...] = ()
    known = None
    try:
        known = find()
    except (CourseError, SubmissionError, LaunchError) as error:
        notes = (f"The known mistakes of this exercise could not be looked through: {error}",)
    evidence = evidence_of([(one.check, one.outcome, one.transcripts) for one in judged])
    limits = structs.replace(options.limits, message_seconds=min(options.limits.message_seconds, AGAIN_SECONDS))
    with Session(processes, submission, limits, refused=exercise.refused, device=options.device) as again:

        def ask(programs: Sequence[Program]) -> tuple[Transcript, ...] | None:
            ran = again.run(programs)
            return ran if isinstance(ran, tuple) else None

        try:
            diagnoses = conclude(evidence, known, ask, options.device)
            return Said(diagnoses, follow_ups(evidence, diagnoses), notes)
        except Exception as error:  # noqa: BLE001 -- what cannot be explained is graded all the same, and it is said
            why = f"What went wrong could not be looked into: {type(error).__name__}: {error}"
            return Said(notes=(*notes, why))


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
