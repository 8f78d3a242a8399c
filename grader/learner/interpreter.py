"""Runs programs on a learner's module, and writes down what each step gave."""

import linecache
import operator
import warnings
from collections.abc import Callable
from types import ModuleType, TracebackType
from typing import Any, Protocol

from grader.experiment.program import (
    MAX_TEXT,
    Call,
    Copy,
    Done,
    Get,
    Index,
    Keep,
    Line,
    Lookup,
    Observation,
    Operate,
    Program,
    Raised,
    Returned,
    Set,
    Skipped,
    Step,
    Transcript,
    Warned,
)
from grader.experiment.values import MAX_ITEMS, Array, Dict, List, Opaque, Ref, Source, Tuple, Value
from grader.learner.lines import Lines

MAX_DEPTH = 16
MAX_REPLY_BYTES = 48 << 20  # of arrays in one reply: past it, arrays are named and not sent
MAX_STRING = 1 << 16

OPERATORS: dict[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "@": operator.matmul,
    "**": operator.pow,
    "neg": operator.neg,
}


class Arrays(Protocol):
    """What turns values to the flavour's arrays and back."""

    def make(self, array: Array) -> Any:
        """The flavour's array, fresh."""

    def describe(self, value: Any) -> Array | None:
        """The record of an array; None for anything else."""

    def same(self, value: Any, array: Array) -> bool:
        """Whether an array is still what it was made from."""

    def copy(self, value: Any) -> Any:
        """A copy of an array; None for anything else."""

    def namespace(self) -> dict[str, Any]:
        """What source text that is handed over may use."""


class Failed(Exception):
    """A step needs what an earlier one did not give."""

    def __init__(self, because: int) -> None:
        super().__init__(because)
        self.because = because


class Interpreter:
    """Runs programs on `module`. `files` are the names of the learner's files, whose lines a traceback shows."""

    def __init__(self, module: ModuleType, arrays: Arrays, files: frozenset[str]) -> None:
        self.module = module
        self.arrays = arrays
        self.files = files
        self.sent = 0  # bytes of arrays in the reply that is being made
        self.warned: list[Warned] = []
        self.step = 0
        warnings.simplefilter("always")
        warnings.showwarning = self._warn

    def run(self, program: Program) -> Transcript:
        """One observation for each step of the program."""
        self.warned = []
        results: dict[int, Any] = {}
        failures: dict[int, int] = {}
        observed = frozenset(program.observed)
        lines = dict.fromkeys(program.counted, 0)
        observations: list[Observation] = []
        for number, step in enumerate(program.steps):
            self.step = number
            run = _Run(self.arrays, results, failures)
            try:
                if number in lines:
                    result, lines[number] = self._counted(step, run)
                else:
                    result = self._execute(step, run)
                results[number] = result
                value = self.encode(result) if number in observed else None
                changed = run.changed()
                observations.append(Returned(value, changed) if number in observed else Done(changed))
            except Failed as failed:
                failures[number] = failed.because
                observations.append(Skipped(failed.because))
            except BaseException as error:  # whatever the learner's code raised, SystemExit included
                results.pop(number, None)
                failures[number] = number
                observations.append(raised(error, self.files, run.changed()))
        return Transcript(tuple(observations), tuple(self.warned), lines=tuple(lines.values()))

    def _counted(self, step: Step, run: "_Run") -> tuple[Any, int]:
        """What a step gives, and how many of the learner's lines it ran."""
        with Lines(self.files) as lines:
            result = self._execute(step, run)
        return result, lines.number

    def _execute(self, step: Step, run: "_Run") -> Any:
        if type(step) is Call:  # most steps are; and a test of the type is quicker than a pattern
            function = run.result(step.target)
            positional = [run.make(value, str(place)) for place, value in enumerate(step.args)]
            if not step.kwargs:
                return function(*positional)
            return function(*positional, **{name: run.make(value, name) for name, value in step.kwargs.items()})
        match step:
            case Lookup(name):
                return getattr(self.module, name)
            case Get(target, name):
                return getattr(run.result(target), name)
            case Copy(target):
                return self._copy(run.result(target))
            case Keep(value):
                return run.make(value, "")
            case Index(target, key):
                return run.result(target)[run.make(key, "")]
            case Set(target, name, value):
                return setattr(run.result(target), name, run.make(value, ""))
            case Operate(symbol, operands):
                return OPERATORS[symbol](*[run.make(value, str(place)) for place, value in enumerate(operands)])

    def _copy(self, value: Any, depth: int = 0) -> Any:
        copied = self.arrays.copy(value)
        if copied is not None or depth > MAX_DEPTH:
            return copied
        if type(value) in (list, tuple):
            return type(value)(self._copy(item, depth + 1) for item in value)
        if type(value) is dict:
            return {key: self._copy(item, depth + 1) for key, item in value.items()}
        return value

    def encode(self, value: Any, depth: int = 0) -> Value:
        """The value as data. Only exact types count: a subclass with its own arithmetic is opaque."""
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value  # type: ignore[no-any-return]
        if kind is int:
            return value if -(1 << 63) <= value < 1 << 64 else Opaque("int of more than 64 bits")
        if kind is str:
            return value[:MAX_STRING].encode("utf-8", "replace").decode("utf-8")  # type: ignore[no-any-return]
        array = self.arrays.describe(value)
        if array is not None:
            self.sent += len(array.data)
            return array if self.sent <= MAX_REPLY_BYTES else Opaque(f"array of {len(array.data)} bytes, too large")
        if depth < MAX_DEPTH:
            if kind is dict and len(value) <= MAX_ITEMS and all(type(key) is str for key in value):
                return Dict({key: self.encode(item, depth + 1) for key, item in value.items()})
            if kind is list and len(value) <= MAX_ITEMS:
                return List(tuple(self.encode(item, depth + 1) for item in value))
            if _is_tuple(kind) and len(value) <= MAX_ITEMS:
                return Tuple(tuple(self.encode(item, depth + 1) for item in value))
        return Opaque(_text(_kind_of(value), 200))

    def _warn(self, message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
        if len(self.warned) < 64:
            self.warned.append(Warned(self.step, _text(category.__name__, 200), _text(message, MAX_TEXT)))


class _Run:
    """The arguments of one step, made from data, and which of them the step changed."""

    __slots__ = ("arrays", "failures", "lists", "made", "results")

    def __init__(self, arrays: Arrays, results: dict[int, Any], failures: dict[int, int]) -> None:
        self.arrays = arrays
        self.results = results
        self.failures = failures
        self.made: list[tuple[str, Any, Array]] = []
        self.lists: list[tuple[str, list[Any], list[Any]]] = []

    def result(self, number: int) -> Any:
        """What step `number` gave; raises Failed where it gave nothing."""
        if number in self.failures:
            raise Failed(self.failures[number])
        return self.results[number]

    def make(self, value: Value, path: str) -> Any:
        """The learner's side of a value."""
        if type(value) is Array:
            made = self.arrays.make(value)
            self.made.append((path, made, value))
            return made
        match value:
            case Ref(number):
                return self.result(number)
            case List(items):
                new = [self.make(item, f"{path}[{place}]") for place, item in enumerate(items)]
                self.lists.append((path, new, list(new)))
                return new
            case Tuple(items):
                return tuple(self.make(item, f"{path}[{place}]") for place, item in enumerate(items))
            case Dict(items):
                return {key: self.make(item, f"{path}[{key!r}]") for key, item in items.items()}
            case Source(code, name):
                space = self.arrays.namespace()
                exec(compile(code, f"<given {name}>", "exec"), space)  # the course's own source, never a learner's
                return space[name]
            case Opaque():
                raise TypeError("an opaque value cannot be an argument")
            case _:
                return value

    def changed(self) -> tuple[str, ...]:
        """The paths of the arguments that are no longer what was sent."""
        if not self.made and not self.lists:
            return ()
        paths = [path for path, made, array in self.made if not self.arrays.same(made, array)]
        for path, new, old in self.lists:
            if len(new) != len(old) or any(a is not b for a, b in zip(new, old, strict=True)):
                paths.append(path)
        return tuple(path[:200] for path in paths[:64])


def raised(error: BaseException, files: frozenset[str], changed: tuple[str, ...] = ()) -> Raised:
    """What was raised, as data: the type and its bases, the message, and the learner's own lines."""
    types = tuple(_text(kind.__name__, 200) for kind in type(error).__mro__ if kind is not object)[:16]
    return Raised(types or ("object",), _text(error, MAX_TEXT), _lines(error.__traceback__, error, files), changed)


def _lines(traceback: TracebackType | None, error: BaseException, files: frozenset[str]) -> tuple[Line, ...]:
    lines: list[Line] = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename in files:
            line = traceback.tb_lineno or 0  # an instruction that the compiler made up has no line
            text = linecache.getline(code.co_filename, line).strip()
            lines.append(Line(code.co_filename, line, _text(code.co_name, 200), _text(text, 200)))
            del lines[:-8]  # a deep recursion has thousands; the last ones tell
        traceback = traceback.tb_next
    if isinstance(error, SyntaxError) and error.filename in files:
        lines.append(Line(str(error.filename), error.lineno or 0, "", _text((error.text or "").strip(), 200)))
    return tuple(lines)


def _kind_of(value: Any) -> str:
    """The name of the type; of an array that cannot cross, its dtype too, since that is why."""
    kind = type(value)
    if (kind.__module__, kind.__name__) == ("numpy", "ndarray"):
        return f"ndarray of dtype {value.dtype}"
    return kind.__name__


def _is_tuple(kind: type) -> bool:
    """A tuple or a named tuple."""
    return kind is tuple or (issubclass(kind, tuple) and hasattr(kind, "_fields"))


def _text(value: object, limit: int) -> str:
    """`str(value)`, cut, whatever the value's own `__str__` does."""
    try:
        return str(value)[:limit].encode("utf-8", "replace").decode("utf-8")
    except BaseException:
        return "(no text: its __str__ raised)"
