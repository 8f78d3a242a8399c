"""From what was graded to the record that renderers show. What a learner may not see is left out here."""

import shlex
from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from grader import scoring
from grader.course import Course, open_course
from grader.experiment.expectation import Close, Either, Equal, Example, Expectation, Quiet, Share, Unchanged, Uniform
from grader.experiment.program import Call, Keep, Raised, Returned, Transcript
from grader.experiment.values import Array, List, Tuple, Value
from grader.explain.diagnosis import Diagnosis
from grader.explain.smallest import Case
from grader.graded import Graded, Judged
from grader.judge.arrays import to_numpy
from grader.judge.check import leading
from grader.judge.compare import as_array
from grader.judge.finding import Finding
from grader.judge.verdict import overall
from grader.recording import versions
from grader.report.record import CaseReport, CheckReport, Grid, Isolation, Report, ValueReport

MAX_ENTRIES = 4096
NO_FOLLOWS: Mapping[str, str] = {}


def build(graded: Graded, course: Course) -> Report:
    """The report of one submission."""
    verdicts = [judged.outcome.verdict for judged in graded.judged]
    marks = [scoring.Mark(one.outcome.verdict, one.check.points, one.check.public) for one in graded.judged]
    repeat = _repeat(graded, course)
    return Report(
        exercise=graded.exercise.id,
        title=graded.exercise.title,
        score=scoring.score(marks),
        max_score=sum(mark.maximum for mark in marks),
        verdict=overall(verdicts),
        isolation=Isolation(graded.level, graded.start, graded.isolation_notes),
        flavour=graded.submission.flavour,
        device=graded.options.device,
        seed=graded.recording.seed,
        versions=_versions(graded),
        submission=graded.submission.path,
        submission_digest=graded.submission.digest,
        recording_digest=graded.recording_digest,
        started=graded.started,
        seconds=round(graded.seconds, 3),
        checks=tuple(
            _check(judged, points, repeat, graded.diagnoses, graded.follows)
            for judged, points in zip(graded.judged, scoring.earned(marks), strict=True)
        ),
        message=_common_message(graded.judged),
        notes=(*graded.notes, *_points_note(marks), *_rule_note(graded), *_output_note(graded)),
        stdout=graded.output.stdout,
        stderr=graded.output.stderr,
        repeat=repeat,
        diagnoses=graded.diagnoses,
    )


def with_cases(report: Report, cases: Mapping[str, Case]) -> Report:
    """The report, with other cases for some of its failing checks."""
    return structs.replace(
        report,
        checks=tuple(
            _with_case(check, cases[check.name]) if check.name in cases and check.verdict == "failed" else check
            for check in report.checks
        ),
    )


def _with_case(check: CheckReport, case: Case) -> CheckReport:
    first = leading(case.findings, check.verdict)
    message = (first.public or first.sentence) if check.public else first.sentence
    return structs.replace(check, message=message, case=_case(case, public=check.public))


def _versions(graded: Graded) -> dict[str, str]:
    """What judged: this program and interpreter, and the libraries that the recording was made with."""
    here = versions()
    mine = {name: here[name] for name in ("dlgrade", "python", "numpy") if name in here}
    made = {name: version for name, version in graded.recording.versions.items() if name not in mine}
    return dict(sorted((mine | made).items()))


def _repeat(graded: Graded, course: Course) -> str:
    named = [] if course.root == open_course().root else ["--course", str(course.root)]
    words = ["dlgrade", *named, "check", graded.exercise.id.partition("_")[0], graded.submission.path]
    if graded.recording.seed != str(course.settings.get("seed", "dlgrade")):
        words += ["--seed", "..."]  # a secret; its fingerprint is in the report
    if graded.options.device != "cpu":
        words += ["--device", graded.options.device]
    return shlex.join(words).replace("'...'", "...")


def _common_message(judged: tuple[Judged, ...]) -> str:
    """What is the same for every check is told once: a module that cannot be imported, a rule that was broken."""
    messages = {one.outcome.message for one in judged}
    if (
        len(judged) > 1
        and len(messages) == 1
        and judged[0].outcome.verdict not in ("failed", "not_attempted", "passed")
    ):
        return messages.pop()
    return ""


def _points_note(marks: list[scoring.Mark]) -> tuple[str, ...]:
    if scoring.counts_examples(marks) or not any(mark.public and mark.verdict == "passed" for mark in marks):
        return ()
    return ("Worked examples earn their points as soon as one check on hidden inputs passes.",)


def _rule_note(graded: Graded) -> tuple[str, ...]:
    if graded.submission.flavour != "torch":
        return ()
    return ("The rule against PyTorch's own operators is enforced inside the learner's process: it is no proof.",)


def _output_note(graded: Graded) -> tuple[str, ...]:
    if not graded.output.dropped:
        return ()
    return (f"{graded.output.dropped} bytes of output were dropped.",)


def _check(
    judged: Judged, points: float, repeat: str, said: Sequence[Diagnosis] = (), follows: Mapping[str, str] = NO_FOLLOWS
) -> CheckReport:
    check, outcome = judged.check, judged.outcome
    failed = outcome.verdict == "failed"
    return CheckReport(
        name=check.name,
        claim=check.claim,
        verdict=outcome.verdict,
        points=points,
        max_points=check.points,
        public=check.public,
        message=outcome.public_message or outcome.message if check.public else outcome.message,
        seconds=round(judged.seconds, 4),
        hint=check.hint if outcome.verdict == "failed" else "",
        examples=outcome.examples,
        failing=outcome.failing,
        needs=judged.waits_for,
        case=_case(judged.case, public=check.public) if judged.case is not None else None,
        repeat="" if outcome.verdict in ("passed", "blocked") else f"{repeat} --only {shlex.quote(check.name)}",
        diagnoses=tuple(at for at, one in enumerate(said) if failed and check.name in one.checks),
        follows=follows.get(check.name, "") if failed else "",
    )


def _case(case: Case, *, public: bool) -> CaseReport:
    pairs = zip(case.example.expectations, case.findings, strict=True)
    return CaseReport(
        calls=_calls(case.example),
        values=tuple(_value(expectation, finding, case.transcript, public=public) for expectation, finding in pairs),
        inputs=_inputs(case.example) if public else {},
        shrunk=case.shrunk,
        traceback=_traceback(case.transcript),
    )


def _calls(example: Example) -> tuple[str, ...]:
    """The calls of a program, as lines that a reader would write."""
    return tuple(
        call
        for step, call in zip(example.program.steps, example.calls, strict=True)
        if call and (isinstance(step, Call | Keep) or " = " in call)
    )


def _inputs(example: Example) -> dict[str, Grid]:
    found: dict[str, Grid] = {}
    for one in example.inputs:
        step = example.program.steps[one.step]
        value: Value = None
        if isinstance(step, Keep):
            value = step.value
        elif isinstance(step, Call):
            head, *items = one.path.replace("]", "").split("[")  # `1[0]`: the first item of the second argument
            value = step.args[int(head)] if head.isdigit() else step.kwargs.get(head)
            for item in items:
                value = value.items[int(item)] if isinstance(value, List | Tuple) else None
        grid = _grid(to_numpy(value), value.dtype) if isinstance(value, Array) else None
        if grid is not None and grid != found.get(one.name):  # two calls may be handed one and the same
            name = next(n for n in (one.name, *(f"{one.name} ({k})" for k in range(2, 1000))) if n not in found)
            found[name] = grid
    return found


def _traceback(transcript: Transcript) -> tuple[str, ...]:
    for observation in transcript.observations:
        if isinstance(observation, Raised) and observation.lines:
            return tuple(
                f"{line.file}, line {line.number}{f', in {line.function}' if line.function else ''}: {line.text}"
                for line in observation.lines
            )
    return ()


def _aspect(expectation: Expectation) -> str:
    """In what a result may be right that is wrong in another way; empty for the result itself."""
    match expectation:
        case Unchanged():
            return "its arguments"
        case Quiet():
            return "its warnings"
        case Either():
            return "entry by entry"
        case Share(what=what):
            return f"how many {what}"
        case Uniform():
            return "how its entries are spread"
        case _:
            return ""


def _value(expectation: Expectation, finding: Finding, transcript: Transcript, *, public: bool) -> ValueReport:
    label = expectation.subject.label
    aspect = _aspect(expectation)
    if finding.right and aspect:  # where it is wrong, the sentence says in what
        label += f", {aspect}"
    if not public:
        return ValueReport(label, finding.right, finding.sentence, finding.kind)
    sentence = finding.public or finding.sentence
    got, expected, error = _grids(expectation, transcript)
    return ValueReport(label, finding.right, sentence, finding.kind, got, expected, error, finding.where)


def _grids(expectation: Expectation, transcript: Transcript) -> tuple[Grid | None, Grid | None, Grid | None]:
    """The learner's array, the expected one, and the difference, where they are arrays."""
    wanted = expectation.expected if isinstance(expectation, Close | Equal) else None
    wanted_array = as_array(wanted, scalar=True)
    observation = transcript.observations[expectation.step] if expectation.step < len(transcript.observations) else None
    value = observation.value if isinstance(observation, Returned) else None
    array = as_array(value, scalar=True)
    dtype = expectation.dtype if isinstance(expectation, Close) else (wanted_array.dtype if wanted_array else "")
    expected = _grid(to_numpy(wanted_array), dtype) if wanted_array is not None else None
    if array is None or not array.is_whole:
        return None, expected, None
    got = _grid(to_numpy(array), array.dtype)
    if wanted_array is None or array.shape != wanted_array.shape or array.dtype.startswith("complex"):
        return got, expected, None
    with np.errstate(all="ignore"):
        difference = np.abs(to_numpy(array).astype(np.float64) - to_numpy(wanted_array).astype(np.float64))
    return got, expected, _grid(difference, "float64")


def _grid(values: NDArray[np.generic], dtype: str) -> Grid | None:
    if values.size > MAX_ENTRIES or values.dtype.kind == "c":
        return None
    return Grid(dtype, tuple(values.shape), tuple(_entry(entry) for entry in values.ravel().tolist()))


def _entry(entry: float) -> float | str:
    """JSON has no NaN and no infinity: they are words."""
    if not np.isfinite(entry):
        return "nan" if np.isnan(entry) else "inf" if entry > 0 else "-inf"
    return entry
