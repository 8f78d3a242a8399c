"""Answers as arrays, beside what was expected and what the example handed over."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from grader.experiment.expectation import Close, Equal, Example, Expectation
from grader.experiment.program import Call, Copy, Keep, Returned, Set, Step
from grader.experiment.values import Array, List, Tuple, Value
from grader.explain.evidence import Failing, Place, Slot, steps_behind
from grader.judge.arrays import to_numpy
from grader.judge.compare import as_array
from grader.recording import RecordedCheck

Floats = NDArray[np.float64]
_NAMED = re.compile(r"\b([A-Za-z_]\w*)=(-?\d[\w.+-]*)")


class Sample(Struct, frozen=True, dict=True):
    """A wrong answer: what came (`got`), what should have come (`truth`), and the example that asked for it."""

    place: Place
    example: Example
    expectation: Expectation
    got: NDArray[Any]
    truth: Floats
    got_dtype: str
    dtype: str

    @cached_property
    def inputs(self) -> dict[str, NDArray[Any]]:
        """The arrays that the value may depend on, by name."""
        return inputs_of(self.example, steps_behind(self.example.program, self.expectation.step))

    @cached_property
    def numbers(self) -> dict[str, float]:
        """The plain numbers that the value may depend on, by name."""
        return numbers_of(self.example, steps_behind(self.example.program, self.expectation.step))

    def moved(self) -> "Sample | None":
        """How far what was handed over moved, and should have; None of anything else.

        It is an array that is changed in place, or a value that comes back under the same name.
        """
        step = self.example.program.steps[self.expectation.step]
        kept = self.example.program.steps[step.target] if isinstance(step, Copy) else None
        base = kept.value if isinstance(kept, Keep) else None
        label = self.expectation.subject.label
        start = to_numpy(base) if isinstance(base, Array) else self.inputs.get(label)
        if start is None and label in self.numbers:
            start = np.asarray(self.numbers[label])
        if start is None or not start.shape == self.got.shape == self.truth.shape:
            return None
        start = start.astype(np.float64)
        return structs.replace(self, got=self.got.astype(np.float64) - start, truth=self.truth - start)


def sample(failing: Failing, place: Place) -> Sample | None:
    """The answer at a place as arrays; None where it is none."""
    expectation = failing.expectation(place)
    if not isinstance(expectation, Close | Equal):
        return None
    observation = failing.answer(place)[0]
    if not isinstance(observation, Returned):
        return None
    got, truth = numeric(observation.value), numeric(expectation.expected)
    if got is None or truth is None:
        return None
    dtype = expectation.dtype if isinstance(expectation, Close) else truth[1]
    return Sample(
        place, failing.check.examples[place[0]], expectation, got[0], truth[0].astype(np.float64), got[1], dtype
    )


def samples(failing: Failing, slot: Slot) -> list[Sample] | None:
    """All wrong answers of a slot; None where one of them is no array, and nothing can be said of all."""
    found = [sample(failing, place) for place in failing.slots[slot]]
    return [one for one in found if one is not None] if all(one is not None for one in found) else None


def numeric(value: Value) -> tuple[NDArray[Any], str] | None:
    """An array, a number, or a flat list of numbers, as an array with the name of its dtype."""
    if isinstance(value, List | Tuple):
        if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in value.items):
            return None
        return np.array(value.items, dtype=np.float64), "list"
    array = as_array(value, scalar=True)
    if array is None or not array.is_whole or array.dtype.startswith("complex"):
        return None
    return to_numpy(array), array.dtype


def inputs_of(example: Example, steps: AbstractSet[int] | None = None) -> dict[str, NDArray[Any]]:
    """The arrays that an example hands over, in some steps only if any are named.

    A name that comes twice is numbered, unless it is the same array again.
    """
    found: dict[str, NDArray[Any]] = {}
    for one in example.inputs:
        if steps is not None and one.step not in steps:
            continue
        value = _at(example.program.steps[one.step], one.path)
        if isinstance(value, Array) and value.is_whole and not value.dtype.startswith("complex"):
            array = to_numpy(value)
            names = (one.name, *(f"{one.name} ({k})" for k in range(2, 1000)))
            name = next(n for n in names if n not in found or np.array_equal(found[n], array))
            found[name] = array
    return found


def _at(step: Step, path: str) -> Value:
    if isinstance(step, Keep):
        return step.value
    if not isinstance(step, Call):
        return None
    head, *items = path.replace("]", "").split("[")
    value: Value = None
    if head.isdigit() and int(head) < len(step.args):
        value = step.args[int(head)]
    elif not head.isdigit():
        value = step.kwargs.get(head)
    for item in items:
        value = value.items[int(item)] if isinstance(value, List | Tuple) and int(item) < len(value.items) else None
    return value


def numbers_of(example: Example, steps: AbstractSet[int] | None = None) -> dict[str, float]:
    """The plain numbers that an example hands over, in some steps only if any are named, by their parameters' names."""
    found: dict[str, float] = {}
    for at, (step, call) in enumerate(zip(example.program.steps, example.calls, strict=False)):
        if steps is not None and at not in steps:
            continue
        if isinstance(step, Set) and _is_number(step.value):
            found.setdefault(step.name, float(step.value))  # type: ignore[arg-type]
        if not isinstance(step, Call):
            continue
        for name, value in step.kwargs.items():
            found.update(_numbers(name, value))
        told = _NAMED.findall(call)
        for value in step.args:
            if _is_number(value):
                name = next((n for n, text in told if n not in found and _reads(text, value)), "")
                if name:
                    found[name] = float(value)  # type: ignore[arg-type]
    return found


def _numbers(name: str, value: Value) -> Iterator[tuple[str, float]]:
    if _is_number(value):
        yield name, float(value)  # type: ignore[arg-type]
    elif isinstance(value, List | Tuple):
        for number, item in enumerate(value.items):
            if _is_number(item):
                yield f"{name}[{number}]", float(item)  # type: ignore[arg-type]


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _reads(text: str, value: Value) -> bool:
    try:
        return bool(np.isclose(float(text), float(value), rtol=1e-5, atol=0))  # type: ignore[arg-type]
    except ValueError:
        return False


def other_truths(one: Sample) -> dict[str, Floats]:
    """What the other values of the same example should be, by their labels."""
    found: dict[str, Floats] = {}
    for expectation in one.example.expectations:
        if isinstance(expectation, Close | Equal) and expectation.subject.label != one.expectation.subject.label:
            truth = numeric(expectation.expected)
            if truth is not None:
                found.setdefault(expectation.subject.label, truth[0].astype(np.float64))
    return found


def asked(check: RecordedCheck, slot: Slot) -> list[Place]:
    """Every place of a check that asks for what a slot does, right or wrong."""
    return [
        (at, which)
        for at, example in enumerate(check.examples)
        for which, expectation in enumerate(example.expectations)
        if expectation.subject.label == slot.label and type(expectation).__name__ == slot.way
    ]


__all__ = ["Floats", "Sample", "asked", "inputs_of", "numbers_of", "numeric", "other_truths", "samples"]
