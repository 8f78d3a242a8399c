"""Runs programs on a small Python implementation, in this process: what a submission would answer."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from grader.experiment.program import (
    Call,
    Copy,
    Get,
    Index,
    Keep,
    Lookup,
    Observation,
    Program,
    Raised,
    Returned,
    Skipped,
    Transcript,
)
from grader.experiment.program import Set as SetStep
from grader.experiment.values import Array, List, Ref, Tuple, Value
from grader.explain.evidence import Failing
from grader.judge.arrays import from_numpy, to_numpy
from grader.judge.check import judge_check
from grader.judge.compare import Setting
from grader.recording import RecordedCheck

Names = Mapping[str, Any]


class Fake:
    """An implementation that answers programs, and remembers what it was asked."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.asked: list[Program] = []

    def __call__(self, programs: Sequence[Program]) -> tuple[Transcript, ...]:
        self.asked += programs
        return tuple(run(self.names, program) for program in programs)


def failing(names: Names, check: RecordedCheck) -> Failing:
    """What a check comes to for an implementation."""
    transcripts = tuple(run(names, example.program) for example in check.examples)
    return Failing(check, transcripts, frozenset(judge_check(check.examples, transcripts, Setting()).wrong))


def run(names: Names, program: Program) -> Transcript:
    """The transcript of a program."""
    objects: list[Any] = []
    said: list[Observation] = []
    for step in program.steps:
        raised = next((at for at, one in enumerate(said) if isinstance(one, Raised)), None)
        try:
            if raised is not None:
                raise RuntimeError  # noqa: TRY301 - nothing after it runs
            objects.append(_do(names, step, objects))
            said.append(Returned(_told(objects[-1])))
        except Exception as error:  # noqa: BLE001 - an implementation may raise anything
            objects.append(None)
            said.append(Raised((type(error).__name__,), str(error)) if raised is None else Skipped(raised))
    return Transcript(tuple(said))


def _made(value: Value, objects: list[Any]) -> Any:
    match value:
        case Ref(at):
            return objects[at]
        case Array():
            return to_numpy(value).copy()
        case List(items) | Tuple(items):
            return [_made(item, objects) for item in items]
    return value


def _do(names: Names, step: Any, objects: list[Any]) -> Any:
    def of(value: Value) -> Any:
        return _made(value, objects)

    match step:
        case Lookup(name):
            return names[name]
        case Keep(value):
            return of(value)
        case Call(target, args, kwargs):
            function: Callable[..., Any] = objects[target]
            return function(*map(of, args), **{name: of(value) for name, value in kwargs.items()})
        case Get(target, name):
            return getattr(objects[target], name)
        case SetStep(target, name, value):
            return setattr(objects[target], name, of(value))
        case Index(target, key):
            return objects[target][of(key)]
        case Copy(target):
            return objects[target].copy()
    raise NotImplementedError(step)


def _told(value: Any) -> Value:
    return from_numpy(np.asarray(value)) if isinstance(value, np.ndarray | np.generic) else None
