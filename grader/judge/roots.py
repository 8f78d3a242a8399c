"""Why a value is wrong when an earlier step raised: findings are told by their root.

A step that raises spoils what depends on it. What used its result is skipped, and says so; but an optimizer whose
`step` raises leaves parameters that are merely old, and a layer whose `forward` raises a `backward` that fails for
want of it. Such findings are told by the step that raised. And no example passes in which a step raised unasked.
"""

from collections.abc import Iterator

from grader.experiment.expectation import Example, Raises, Subject
from grader.experiment.program import (
    Call,
    Copy,
    Get,
    Index,
    Keep,
    Lookup,
    Operate,
    Program,
    Raised,
    Returned,
    Set,
    Skipped,
    Step,
    Transcript,
)
from grader.experiment.values import Array, Dict, List, Ref, Tuple, Value
from grader.judge import sentence
from grader.judge.compare import raised_kind
from grader.judge.finding import Finding
from grader.judge.values import describe


def rooted(findings: list[Finding], example: Example, transcript: Transcript) -> tuple[Finding, ...]:
    """The findings of an example, each told by its root."""
    if all(type(observation) is not Raised for observation in transcript.observations):
        return tuple(_without_cause(finding) for finding in findings)
    asked = {expectation.step for expectation in example.expectations if isinstance(expectation, Raises)}
    causes = [
        number
        for number, observation in enumerate(transcript.observations[: len(example.program.steps)])
        if isinstance(observation, Raised) and number not in asked
    ]
    told = [
        _told(finding, expectation.step, causes, example, transcript)
        for finding, expectation in zip(findings, example.expectations, strict=True)
    ]
    if causes and told and all(finding.right for finding in told):
        told[-1] = _cause(causes[0], example, transcript)
    return tuple(told)


def strange_operand(example: Example, transcript: Transcript, number: int) -> str:
    """What an operator that a step rests on was applied to, where that is no array and no number; else nothing.

    A suite computes with what a learner's function returned (`weight @ x`). An object that brings its own arithmetic
    could answer anything there. Objects of a class that the exercise asks for are meant to.
    """
    steps = example.program.steps
    for one in sorted(involved(example.program, number)):
        step = steps[one]
        if not isinstance(step, Operate):
            continue
        for operand in _refs(step.operands):
            if _is_made_by_a_class(example.program, operand) or operand >= len(transcript.observations):
                continue
            observation = transcript.observations[operand]
            value = observation.value if isinstance(observation, Returned) else None
            if not isinstance(observation, Raised | Skipped) and not isinstance(value, Array | int | float):
                return describe(value)
    return ""


def _is_made_by_a_class(program: Program, number: int) -> bool:
    return any(
        isinstance(step, Call)
        and isinstance(target := program.steps[step.target], Lookup)
        and target.name[:1].isupper()
        for step in (program.steps[one] for one in involved(program, number))
    )


def _without_cause(finding: Finding) -> Finding:
    """Nothing raised, so nothing can have been skipped: a claim that makes no sense."""
    if finding.kind == "skipped":
        return Finding("nonsense", "The process sent back a result that makes no sense.")
    return finding


def _told(finding: Finding, step: int, causes: list[int], example: Example, transcript: Transcript) -> Finding:
    if finding.right or step >= len(transcript.observations):
        return finding
    observation = transcript.observations[step]
    if isinstance(observation, Skipped):
        root = observation.because
        known = root < len(transcript.observations) and isinstance(transcript.observations[root], Raised)
        return _cause(root, example, transcript) if known else _without_cause(finding)
    mine = involved(example.program, step)
    for cause in causes:
        if cause < step and mine & involved(example.program, cause):
            return _cause(cause, example, transcript)
    return _cause(step, example, transcript) if step in causes else finding


def _cause(root: int, example: Example, transcript: Transcript) -> Finding:
    """The finding of a step that raised."""
    cause = transcript.observations[root]
    assert isinstance(cause, Raised)
    missing = _missing(root, cause, example)
    if missing:
        return Finding("missing", missing)
    for expectation in example.expectations:
        if expectation.step == root:
            return Finding(raised_kind(cause), sentence.raised(expectation.subject, cause))
    call = _call(example, root)
    return Finding(raised_kind(cause), sentence.raised(Subject(call.partition("(")[0], call), cause))


def _missing(root: int, cause: Raised, example: Example) -> str:
    """The sentence where a name of the module, or an attribute, is not there; otherwise nothing."""
    if "AttributeError" not in cause.types or cause.lines:
        return ""
    step = example.program.steps[root]
    if isinstance(step, Lookup):
        return f"`{step.name}` is not defined in your module yet."
    if isinstance(step, Get):
        owner = _call(example, step.target).partition("(")[0]
        return f"`{owner}` has no attribute `{step.name}` yet."
    return ""


def _call(example: Example, step: int) -> str:
    """The step in words, without the variable that a reader would keep it in."""
    call = example.calls[step] if step < len(example.calls) else ""
    return call.partition(" = ")[2] or call or "an earlier step"


def involved(program: Program, number: int) -> frozenset[int]:
    """The steps whose objects a step touches: itself, its target's, its arguments', and so on; names are no objects."""
    found: set[int] = set()
    todo = [number]
    while todo:
        one = todo.pop()
        if one in found or one >= len(program.steps) or isinstance(program.steps[one], Lookup):
            continue
        found.add(one)
        todo += uses(program.steps[one])
    return frozenset(found)


def uses(step: Step) -> Iterator[int]:
    """The steps that a step refers to."""
    match step:
        case Call(target, args, kwargs):
            yield target
            yield from _refs((*args, *kwargs.values()))
        case Get(target) | Copy(target):
            yield target
        case Set(target, value=value):
            yield target
            yield from _refs((value,))
        case Index(target, key):
            yield target
            yield from _refs((key,))
        case Operate(operands=operands):
            yield from _refs(operands)
        case Keep(value):
            yield from _refs((value,))
        case Lookup():
            return


def _refs(values: tuple[Value, ...]) -> Iterator[int]:
    for value in values:
        match value:
            case Ref(step):
                yield step
            case List(items) | Tuple(items):
                yield from _refs(items)
            case Dict(items):
                yield from _refs(tuple(items.values()))
