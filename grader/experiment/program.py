"""Programs, and what is observed when they run.

A program is a list of steps. Each step may use what an earlier one gave; the last word on what comes back belongs to
`Program.observed`, the numbers of the steps whose values are asked for.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct

from grader.experiment.values import MAX_ITEMS, Array, Dict, List, Name, Size, Tuple, Value

Operator = Literal["+", "-", "*", "/", "@", "**", "neg"]

MAX_TEXT = 4096  # characters of one message of an exception or a warning


class Keep(Struct, frozen=True, array_like=True, tag="keep"):
    """Make `value` on the learner's side and leave it there, so that several steps share one object.

    An optimizer's parameters are kept: they are updated in place, and read with `Copy`.
    """

    value: Value


class Lookup(Struct, frozen=True, array_like=True, tag="name"):
    """Look a name up in the learner's module."""

    name: Name


class Call(Struct, frozen=True, array_like=True, tag="call"):
    """Call what a step gave. Arguments are made afresh for each call."""

    target: Size
    args: Annotated[tuple[Value, ...], Meta(max_length=MAX_ITEMS)] = ()
    kwargs: Annotated[dict[Name, Value], Meta(max_length=MAX_ITEMS)] = {}


class Get(Struct, frozen=True, array_like=True, tag="get"):
    """Read an attribute."""

    target: Size
    name: Name


class Set(Struct, frozen=True, array_like=True, tag="set"):
    """Set an attribute."""

    target: Size
    name: Name
    value: Value


class Index(Struct, frozen=True, array_like=True, tag="index"):
    """Read an item, `target[key]`."""

    target: Size
    key: Value


class Operate(Struct, frozen=True, array_like=True, tag="operate"):
    """Apply an operator of Python to one or two operands."""

    operator: Operator
    operands: Annotated[tuple[Value, ...], Meta(min_length=1, max_length=2)]


class Copy(Struct, frozen=True, array_like=True, tag="copy"):
    """Take a copy of what a step gave, as it is now."""

    target: Size


Step = Keep | Lookup | Call | Get | Set | Index | Operate | Copy


class Program(Struct, frozen=True, array_like=True):
    """Steps in order, and the numbers of those whose values come back, and of those whose lines are counted."""

    steps: Annotated[tuple[Step, ...], Meta(max_length=MAX_ITEMS)]
    observed: Annotated[tuple[Size, ...], Meta(max_length=MAX_ITEMS)] = ()
    counted: Annotated[tuple[Size, ...], Meta(max_length=64)] = ()


def arrays_of(step: Step) -> Iterator[Array]:
    """The arrays that a step hands over."""
    for field in ("args", "kwargs", "value", "operands"):
        found = getattr(step, field, ())
        values = found if isinstance(found, tuple) else found.values() if isinstance(found, dict) else (found,)
        for value in values:
            yield from _arrays_in(value)


def _arrays_in(value: Value) -> Iterator[Array]:
    match value:
        case Array():
            yield value
        case List(items) | Tuple(items):
            for item in items:
                yield from _arrays_in(item)
        case Dict(items):
            for item in items.values():
                yield from _arrays_in(item)


def entries_of(program: Program) -> int:
    """The entries of all arrays that a program hands over."""
    return sum(array.size for step in program.steps for array in arrays_of(step))


def called(program: Program) -> Iterator[str]:
    """The names of what a program calls: functions, classes, methods."""
    for step in program.steps:
        target = program.steps[step.target] if isinstance(step, Call) and step.target < len(program.steps) else None
        if isinstance(target, Lookup | Get):
            yield target.name


class Line(Struct, frozen=True, array_like=True):
    """One line of a learner's own code in a traceback."""

    file: Name
    number: Size
    function: Name
    text: Name = ""


class Returned(Struct, frozen=True, array_like=True, tag="returned"):
    """The step gave a value; `changed` names the arguments that it changed in place (`0`, `1[2]`, `out`)."""

    value: Value
    changed: Annotated[tuple[Name, ...], Meta(max_length=64)] = ()


class Done(Struct, frozen=True, array_like=True, tag="done"):
    """The step ran, and its value was not asked for."""

    changed: Annotated[tuple[Name, ...], Meta(max_length=64)] = ()


class Raised(Struct, frozen=True, array_like=True, tag="raised"):
    """The step raised. `types` is the exception's class and its bases, nearest first."""

    types: Annotated[tuple[Name, ...], Meta(min_length=1, max_length=16)]
    message: Annotated[str, Meta(max_length=MAX_TEXT)] = ""
    lines: Annotated[tuple[Line, ...], Meta(max_length=32)] = ()
    changed: Annotated[tuple[Name, ...], Meta(max_length=64)] = ()


class Skipped(Struct, frozen=True, array_like=True, tag="skipped"):
    """The step could not run, because step number `because` did not give what it needs."""

    because: Size


Observation = Returned | Done | Raised | Skipped


class Warned(Struct, frozen=True, array_like=True):
    """A warning that a step caused."""

    step: Size
    category: Name
    message: Annotated[str, Meta(max_length=MAX_TEXT)]


class Transcript(Struct, frozen=True, array_like=True):
    """What one run of a program gave: one observation for each step, warnings, and an operation that was refused.

    `lines` has a number for each step that was to be counted: how many lines of the learner's own files it ran.
    """

    observations: Annotated[tuple[Observation, ...], Meta(max_length=MAX_ITEMS)]
    warnings: Annotated[tuple[Warned, ...], Meta(max_length=64)] = ()
    refused: Name | None = None
    lines: Annotated[tuple[Size, ...], Meta(max_length=64)] = ()
