"""Programs that are being written: naming, calling and reading through a step writes the next one down."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import torch

from grader.experiment.expectation import Example, Expectation, Input, Subject
from grader.experiment.program import (
    Call,
    Copy,
    Get,
    Index,
    Lookup,
    Operate,
    Operator,
    Program,
    Set,
    Step,
    arrays_of,
)
from grader.experiment.values import Array, Dict, Layout, List, Ref, Source, Tuple, Value
from grader.judge.arrays import from_numpy, to_numpy
from grader.suite.errors import KitError

Signatures = Mapping[str, tuple[str, ...]]


class Laid:
    """An array, and how it is to lie in memory."""

    def __init__(self, array: np.ndarray, layout: Layout) -> None:
        self.array = array
        self.layout = layout


def readonly(array: np.ndarray) -> Laid:
    """The argument arrives as an array that cannot be written to (a tensor knows no such thing)."""
    return Laid(array, "readonly")


def strided(array: np.ndarray) -> Laid:
    """The argument arrives as every second entry of a larger array: not contiguous."""
    return Laid(array, "strided")


def transposed(array: np.ndarray) -> Laid:
    """The argument arrives in Fortran order: contiguous only when transposed."""
    return Laid(array, "transposed")


class Script:
    """A program that is being written, with what is expected of its steps."""

    def __init__(self, signatures: Signatures, look: "Callable[[Script, int], Any] | None" = None) -> None:
        self.signatures = signatures
        self.look = look
        self.steps: list[Step] = []
        self.calls: list[str] = []
        self.details: list[str] = []
        self.names: list[str] = []  # what a step is called in later ones: `linear`, `linear.forward`
        self.kinds: list[str] = []  # the class a step's value is of, where known
        self.inputs: list[Input] = []
        self.expectations: list[Expectation] = []
        self.observed: set[int] = set()
        self.counted: set[int] = set()
        self.latest: dict[str, int] = {}  # the last call on each named object
        self.unsaid: dict[object, str] = {}  # each expect(step) that nothing was expected with so far
        self.ended = False
        self._lookups: dict[str, int] = {}

    def check_open(self) -> None:
        """The body still runs.

        Raises:
            KitError: it does not; the step is of another example.
        """
        if self.ended:
            raise KitError("a step of an earlier example was used again: each body makes its own steps, from learner")

    def end(self) -> None:
        """The body ended.

        Raises:
            KitError: it left an expect(step) without saying what is expected.
        """
        if self.unsaid:
            label = next(iter(self.unsaid.values()))
            raise KitError(
                f"expect({label}) says nothing: give a value, expect(step, value), or a method, .unchanged()"
            )
        self.ended = True

    def write(self, step: Step, *, name: str, call: str = "", detail: str = "", kind: str = "") -> "Node":
        """Append a step."""
        self.check_open()
        self.steps.append(step)
        self.names.append(name)
        self.calls.append(call)
        self.details.append(detail or call)
        self.kinds.append(kind)
        return Node(self, len(self.steps) - 1)

    def lookup(self, name: str) -> "Node":
        """A name of the learner's module; it is looked up once in each program."""
        if name not in self._lookups:
            self._lookups[name] = step_of(self.write(Lookup(name), name=name, kind=name))
        return Node(self, self._lookups[name])

    def fresh(self, stem: str) -> str:
        """A variable's name that no step has yet."""
        taken = set(self.names)
        return next(name for name in [stem, *(f"{stem}{number}" for number in range(2, 10_000))] if name not in taken)

    def example(self) -> Example:
        """What was written, as data."""
        return Example(self.program(), tuple(self.expectations), tuple(self.calls), tuple(self.inputs))

    def program(self) -> Program:
        """The steps, and which of them are to be observed."""
        return Program(tuple(self.steps), tuple(sorted(self.observed)), tuple(sorted(self.counted)))

    def largest_input(self) -> float:
        """The largest finite entry of all floating arrays that the program hands over so far."""
        arrays = (
            to_numpy(array)
            for step in self.steps
            for array in arrays_of(step)
            if array.dtype.startswith("float") and array.size
        )
        return max((float(np.max(np.abs(np.nan_to_num(one, posinf=0, neginf=0)))) for one in arrays), default=0.0)

    def subject(self, step: int, label: str = "") -> Subject:
        """How sentences name a step."""
        written = self.steps[step]
        if isinstance(written, Call):
            target = written.target
            name = self.details[target] if isinstance(self.steps[target], Get) else self.names[target]
            return Subject(label or name, self.details[step], "call", self.parameters(target))
        if isinstance(written, Copy):
            return Subject(
                label or self.names[written.target], self._last_call(self.names[written.target]), "attribute"
            )
        if isinstance(written, Get):
            owner = self.names[written.target]
            return Subject(label or written.name, self._last_call(owner), "attribute")
        return Subject(label or self.names[step], self._made_by(step), "attribute")

    def _made_by(self, step: int) -> str:
        """The call that a step's value, or the thing it is an item of, came from."""
        written = self.steps[step]
        if isinstance(written, Index):
            return self._made_by(written.target)
        if isinstance(written, Get):
            return self._last_call(self.names[written.target])
        return self.details[step] or self.names[step]

    def _last_call(self, owner: str) -> str:
        step = self.latest.get(owner)
        if step is None:
            calls = [number for number, one in enumerate(self.steps) if isinstance(one, Call)]
            step = calls[-1] if calls else None
        return self.details[step] if step is not None else "the first step"

    def parameters(self, target: int) -> tuple[str, ...]:
        """The names of the positional parameters of what a step gave, where the stub tells them."""
        written = self.steps[target]
        if isinstance(written, Get):
            return self.signatures.get(f"{self.kinds[written.target]}.{written.name}", ())
        return self.signatures.get(self.kinds[target], ())


class Node:
    """What a step will give. It has no value: whatever is done with it becomes another step."""

    __slots__ = ("_dlgrade_script", "_dlgrade_step")
    __array_ufunc__ = None  # else NumPy takes `array * step` apart, entry by entry
    _dlgrade_script: Script
    _dlgrade_step: int

    def __init__(self, script: Script, step: int) -> None:
        object.__setattr__(self, "_dlgrade_script", script)
        object.__setattr__(self, "_dlgrade_step", step)

    def __getattr__(self, name: str) -> "Node":
        if name.startswith("__"):
            raise AttributeError(name)
        script, step = self._dlgrade_script, self._dlgrade_step
        owner = script.names[step]
        return script.write(Get(step, name), name=f"{owner}.{name}", detail=f"{script.kinds[step] or owner}.{name}")

    def __setattr__(self, name: str, value: object) -> None:
        script, step = self._dlgrade_script, self._dlgrade_step
        call = f"{script.names[step]}.{name} = {describe(script, value)}"
        script.write(Set(step, name, to_value(value, script)), name="", call=call)

    def __call__(self, *args: object, **kwargs: object) -> "Node":
        """Write a call."""
        script, target = self._dlgrade_script, self._dlgrade_step
        name = script.names[target]
        arguments = _arguments(script, script.parameters(target), args, kwargs)
        is_class = isinstance(script.steps[target], Lookup) and name[:1].isupper()
        variable = script.fresh(name.lower()) if is_class else f"{name}(...)"
        detail = f"{script.details[target] or name}({arguments})"
        call = f"{variable} = {name}({arguments})" if is_class else f"{name}({arguments})"
        step = Call(target, _values(script, args), {key: to_value(value, script) for key, value in kwargs.items()})
        node = script.write(step, name=variable, call=call, detail=detail, kind=name if is_class else "")
        script.latest[name.rpartition(".")[0]] = step_of(node)
        _note_inputs(script, step_of(node), script.parameters(target), args, kwargs)
        return node

    def __getitem__(self, key: object) -> "Node":
        script, step = self._dlgrade_script, self._dlgrade_step
        detail = f"{script.details[step] or script.names[step]}[{key!r}]"
        return script.write(Index(step, to_value(key, script)), name=f"{script.names[step]}[{key!r}]", detail=detail)

    def __iter__(self) -> Any:
        raise KitError("a step has no length that is known beforehand: take its items by number, result[0], result[1]")

    def __bool__(self) -> bool:
        raise KitError("a step has no value while the body runs: use expect(), or learner.value(step) if you must look")

    def __repr__(self) -> str:
        return f"<what {self._dlgrade_script.names[self._dlgrade_step]} will give>"

    def _operate(self, operator: Operator, *operands: object) -> "Node":
        script = self._dlgrade_script
        # What an operator is applied to is looked at too: the learner's own object could answer for it.
        script.observed.update(step_of(operand) for operand in operands if isinstance(operand, Node))
        texts = [describe(script, operand) for operand in operands]
        call = f" {operator} ".join(texts) if len(texts) > 1 else f"-{texts[0]}"
        step = Operate(operator, _values(script, operands))
        return script.write(step, name=f"({call})", call=call)

    def __add__(self, other: object) -> "Node":
        return self._operate("+", self, other)

    def __radd__(self, other: object) -> "Node":
        return self._operate("+", other, self)

    def __sub__(self, other: object) -> "Node":
        return self._operate("-", self, other)

    def __rsub__(self, other: object) -> "Node":
        return self._operate("-", other, self)

    def __mul__(self, other: object) -> "Node":
        return self._operate("*", self, other)

    def __rmul__(self, other: object) -> "Node":
        return self._operate("*", other, self)

    def __truediv__(self, other: object) -> "Node":
        return self._operate("/", self, other)

    def __rtruediv__(self, other: object) -> "Node":
        return self._operate("/", other, self)

    def __matmul__(self, other: object) -> "Node":
        return self._operate("@", self, other)

    def __rmatmul__(self, other: object) -> "Node":
        return self._operate("@", other, self)

    def __pow__(self, other: object) -> "Node":
        return self._operate("**", self, other)

    def __neg__(self) -> "Node":
        return self._operate("neg", self)


def script_of(node: Node) -> Script:
    """The program that a node belongs to."""
    return node._dlgrade_script  # noqa: SLF001 - the node's public names belong to the learner's objects


def step_of(node: Node) -> int:
    """The number of a node's step."""
    return node._dlgrade_step  # noqa: SLF001


def check_own(script: Script, node: Node) -> None:
    """A step belongs to the program that is being written.

    Raises:
        KitError: it does not.
    """
    if script_of(node) is not script:
        raise KitError("a step of another example was used here: each body makes its own steps, from learner")


def to_value(value: object, script: Script | None = None) -> Value:
    """An argument as data, for a program where one is named.

    Raises:
        KitError: it is of a type that may not cross the boundary, or a step of another program.
    """
    match value:
        case None | bool() | int() | float() | str() | Source() | Array():
            return value
        case Node():
            return _ref(script, value)
        case Laid(array=array, layout=layout):
            plain = from_numpy(array)
            return Array(plain.dtype, plain.shape, plain.data, layout)
        case np.ndarray():
            return from_numpy(value)
        case np.generic():
            return value.item()  # type: ignore[no-any-return]
        case torch.Tensor():
            return from_numpy(value.detach().numpy())
        case list():
            return List(_values(script, value))
        case tuple():
            return Tuple(_values(script, value))
        case dict():
            return Dict({str(key): to_value(item, script) for key, item in value.items()})
    raise KitError(
        f"a {type(value).__name__} cannot be an argument: use arrays, numbers, strings, lists, tuples, dicts, or "
        "learner.source(...) for a function"
    )


def _ref(script: Script | None, node: Node) -> Ref:
    if script is not None:
        check_own(script, node)
    return Ref(step_of(node))


def _values(script: Script | None, values: Sequence[object]) -> tuple[Value, ...]:
    return tuple(to_value(value, script) for value in values)


def describe(script: Script, value: object, name: str = "") -> str:
    """An argument in words: `x: float64[4, 5]`, `dim=1`."""
    match value:
        case Node():
            check_own(script, value)
            text = script.names[step_of(value)]
        case Laid(array=array, layout=layout):
            return describe(script, array, name) + f" ({layout})"
        case np.ndarray() | torch.Tensor():
            text = f"{str(value.dtype).removeprefix('torch.')}{list(value.shape)}"
            return f"{name}: {text}" if name else text
        case Source(code, made):
            left, _, right = code.strip().partition(" = ")
            text = right if left == made and "\n" not in right else made
        case list():
            text = f"[{', '.join(describe(script, item) for item in value)}]"
        case tuple():
            text = f"({', '.join(describe(script, item) for item in value)})"
        case float() | np.floating():
            short = f"{value:g}"
            text = f"{short}.0" if short.removeprefix("-").isdigit() else short
        case _:
            text = repr(value)
    return f"{name}={text}" if name and text != name else text


def _arguments(script: Script, parameters: Sequence[str], args: Sequence[object], kwargs: Mapping[str, object]) -> str:
    names = [*parameters, *[""] * len(args)]
    texts = [describe(script, value, names[place]) for place, value in enumerate(args)]
    texts += [describe(script, value, name) for name, value in kwargs.items()]
    return ", ".join(texts)


def _note_inputs(
    script: Script, step: int, parameters: Sequence[str], args: Sequence[object], kwargs: Mapping[str, object]
) -> None:
    for place, value in enumerate(args):
        name = parameters[place] if place < len(parameters) else f"argument {place + 1}"
        script.inputs.extend(_arrays_in(value, name, step, str(place)))
    for name, value in kwargs.items():
        script.inputs.extend(_arrays_in(value, name, step, name))


def _arrays_in(value: object, name: str, step: int, path: str) -> Iterator[Input]:
    """An argument's arrays: itself, or its items, `weights[0]` at `1[0]`."""
    if isinstance(value, np.ndarray | Laid):
        yield Input(name, step, path)
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _arrays_in(item, f"{name}[{number}]", step, f"{path}[{number}]")
