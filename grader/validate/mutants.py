"""Runs mechanical mutants of the reference solutions against the suite: each is to lose a check, or to be equivalent.

Each mutant runs in a learner's process of its own on the recorded checks, in their order, until it loses one. What
loses none has survived: the suite does not look there, or there is nothing to see, and a person decides which. What no
input that the statement allows can tell from the original is declared, with a reason, in
`solutions/equivalent/exerciseNN_name.toml`:

    [[equivalent]]
    mutant = "softmax: np.sum -> np.mean #1"
    flavours = ["numpy"]  # both where it is left out
    reason = "A whole sentence that says why no input tells it from the original, or why the statement allows it."

A declaration that is not true, since the mutant is killed or is none, is an error: passed over, it would hide a gap.
"""

import random
import tomllib
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
from msgspec import Struct, structs

from grader import catalogue
from grader.course import Course, Exercise, ManifestError
from grader.experiment.message import Flavour
from grader.judge.check import judge_check
from grader.judge.compare import Setting
from grader.recording import RecordedCheck, Recording
from grader.sandbox.limits import Limits
from grader.submission.take import Submission
from grader.supervisor.ending import Ending
from grader.supervisor.launch import Launcher, LaunchError
from grader.supervisor.session import NotLoaded, Session
from grader.validate.mutate import Mutant
from grader.validate.mutate import mutants as mutants_of
from grader.validate.record import Aside, Part, Problem, part
from grader.validate.workbench import FLAVOURS, Workbench

Tell = Callable[[str], None]

SURVIVORS = 0.05  # the share of mutants that may be neither killed nor declared equivalent
SECONDS = 1.0  # for a check: many times what a right one takes, and all that an endless loop costs


class EquivalentError(ManifestError):
    """A mutant is declared equivalent and is not, or not in the right form; the message says which."""


class Equivalent(Struct, frozen=True, forbid_unknown_fields=True):
    """A mutant that is declared to be no change."""

    mutant: str
    reason: str
    flavours: tuple[Flavour, ...] = FLAVOURS


class Mutated(Struct, frozen=True):
    """What became of a mutant: the check that it lost first, and why; or why it may lose none."""

    mutant_id: str
    exercise: str
    flavour: Flavour
    lost: tuple[str, ...]
    verdict: Literal["killed", "survived", "equivalent"]
    reason: str
    line: int


def mutants(bench: Workbench) -> Part:
    """At least 95 % of the mutants of both reference solutions are killed, and the rest is accounted for."""
    tried: list[Mutated] = []
    problems: list[Problem] = []
    for flavour in FLAVOURS:
        try:
            tried += try_mutants(
                bench.course, bench.exercise, flavour, bench.recorded, bench.launcher(flavour), bench.limits,
                bench.settings.mutants, _nothing,
            )  # fmt: skip
        except EquivalentError as error:
            problems.append(Problem(f"{flavour} equivalents", str(error)))
    survivors = [
        Problem(f"{one.flavour} {one.mutant_id} (line {one.line})", "It survives: no check fails.")
        for one in tried
        if one.verdict == "survived"
    ]
    asides = [
        Aside(f"{one.flavour} {one.mutant_id}", f"Equivalent: {one.reason}")
        for one in tried
        if one.verdict == "equivalent"
    ]
    killed = len(tried) - len(survivors) - len(asides)
    summary = f"{len(tried)} mutants, {killed} killed, {len(asides)} equivalent, {len(survivors)} survive"
    found = part(bench.exercise.id, "mutants", len(tried), summary, problems + survivors, asides)
    return structs.replace(found, holds=not problems and len(survivors) <= SURVIVORS * len(tried) and bool(tried))


def _nothing(_: str) -> None:
    """Nobody listens."""


def try_mutants(
    course: Course,
    exercise: Exercise,
    flavour: Flavour,
    recorded: tuple[Recording, str],
    launcher: Launcher,
    limits: Limits,
    sample: int | None,
    tell: Tell,
) -> tuple[Mutated, ...]:
    """Run the mutants of an exercise's reference solution, or a `sample` of so many.

    Raises:
        EquivalentError: a declaration of an equivalent mutant is wrong, or the suite kills what it declares.
        ManifestError: the solution itself loses a check, so that what its mutants lose proves nothing.
        LaunchError: processes cannot be started here.
    """
    right = catalogue.solution(course, exercise, flavour)
    module = f"{right.module}.py"
    everything = tuple(mutants_of(right.files[module]))
    declared = _declared(course, exercise, flavour, everything)
    whole = _Trial(launcher, limits, exercise.refused, [check for check in recorded[0].checks if not check.live])
    loss = whole.first_loss(right)
    if loss is not None:
        raise ManifestError(f"The {flavour} solution of {exercise.id} loses {loss.check} itself: {loss.why}")
    short = whole._replace(limits=structs.replace(limits, message_seconds=min(SECONDS, limits.message_seconds)))
    chosen = everything if sample is None else spread(everything, sample, f"{exercise.id} {flavour}")
    tell(f"Running {len(chosen)} of {len(everything)} mutants of {exercise.id} in {flavour} ...")
    tried: list[Mutated] = []
    for one in chosen:
        wrong = structs.replace(right, path=one.id, files=right.files | {module: one.source}, digest=one.id)
        # What is declared has all the time there is: a busy machine must not refute a declaration.
        loss = (whole if one.id in declared else short).first_loss(wrong)
        tried.append(_judged(one, exercise, flavour, loss, declared.get(one.id, "")))
    return tuple(tried)


class _Loss(NamedTuple):
    check: str
    why: str


def _judged(one: Mutant, exercise: Exercise, flavour: Flavour, loss: _Loss | None, declared: str) -> Mutated:
    """The record of a mutant that lost a check, or none; `declared` is why it may lose none, if it may."""
    if loss is None:
        verdict: Literal["survived", "equivalent"] = "equivalent" if declared else "survived"
        return Mutated(one.id, exercise.id, flavour, (), verdict, declared, one.line)
    if declared:
        raise EquivalentError(
            f"{exercise.id} declares the {flavour} mutant {one.id!r} equivalent, and {loss.check} tells it apart: "
            "delete the declaration."
        )
    return Mutated(one.id, exercise.id, flavour, (loss.check,), "killed", loss.why, one.line)


class _Trial(NamedTuple):
    """What a submission is run with, and on."""

    launcher: Launcher
    limits: Limits
    refused: tuple[str, ...]
    checks: Sequence[RecordedCheck]

    def first_loss(self, submission: Submission) -> _Loss | None:
        """The first check that does not pass; None where all do. Raises LaunchError where that is our own fault."""
        with Session(self.launcher, submission, self.limits, refused=self.refused) as session:
            for check in self.checks:
                why = _why_lost(session, check)
                if why:
                    return _Loss(check.name, why)
        return None


def _why_lost(session: Session, check: RecordedCheck) -> str:
    """Why a check does not pass, or nothing where it does."""
    ran = session.run([example.program for example in check.examples])
    ending = ran.ending if isinstance(ran, NotLoaded) else ran
    if isinstance(ending, Ending):
        if ending.verdict == "fault":
            raise LaunchError(ending.detail)
        return f"Its process came to an end: {ending.detail}."
    if isinstance(ran, NotLoaded):
        return f"It cannot be imported: {ran.raised.message if ran.raised else f'it calls {ran.refused}'}."
    assert isinstance(ran, tuple)
    outcome = judge_check(check.examples, ran, Setting(session.submission.flavour, session.device))
    return "" if outcome.verdict == "passed" else outcome.message


def spread(everything: Sequence[Mutant], sample: int, seed: str) -> tuple[Mutant, ...]:
    """So many mutants, one from each of as many stretches of nearly the same length; one seed always gives the same."""
    if sample >= len(everything):
        return tuple(everything)
    draw = random.Random(seed)  # noqa: S311 - a choice, and no secret
    bounds = [len(everything) * number // sample for number in range(sample + 1)]
    return tuple(everything[draw.randrange(low, high)] for low, high in pairwise(bounds))


# --- declarations -----------------------------------------------------------------------------------------------------


def _declared(course: Course, exercise: Exercise, flavour: Flavour, everything: Sequence[Mutant]) -> dict[str, str]:
    """The mutants that are declared equivalent in this flavour, with the reasons; each of them must be one."""
    path = course.root / "solutions" / "equivalent" / f"{exercise.id}.toml"
    known = {one.id for one in everything}
    declared: dict[str, str] = {}
    for one in equivalents(path):
        if flavour not in one.flavours:
            continue
        if one.mutant not in known:
            raise EquivalentError(f"{path} declares {one.mutant!r}, and the {flavour} solution has no such mutant.")
        if one.mutant in declared:
            raise EquivalentError(f"{path} declares {one.mutant!r} twice for {flavour}: delete one of the two.")
        declared[one.mutant] = one.reason
    return declared


def equivalents(path: Path) -> tuple[Equivalent, ...]:
    """The mutants that a file declares equivalent; none where there is no file. Raises EquivalentError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found = msgspec.convert(table.get("equivalent", []), tuple[Equivalent, ...])
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise EquivalentError(
            f"{path}: {error}. Each [[equivalent]] has `mutant`, `reason` and perhaps `flavours`."
        ) from None
    for one in found:
        if not one.reason.strip():
            raise EquivalentError(f"{path}: {one.mutant!r} needs a reason, in a whole sentence.")
    return found


__all__ = ["Equivalent", "EquivalentError", "Mutated", "equivalents", "mutants", "spread", "try_mutants"]
