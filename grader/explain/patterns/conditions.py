"""Which examples a check fails in: what all failing ones have, and none of those that pass."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from grader.experiment.expectation import Example
from grader.experiment.program import Returned, arrays_of
from grader.explain.evidence import Failing, Slot, steps_behind
from grader.explain.patterns.samples import asked, inputs_of, numbers_of, numeric

FEWEST = 3  # different examples on either side
# How unlikely it must be that so many examples fall apart by chance as a feature of theirs does: there are some hundred
# features of shapes, and more of entries, which depend on each other as well.
OF_SHAPES, OF_VALUES = 10_000, 1_000_000
TELLS = 0.6
APART = 4.0  # times: how much larger the inputs of failing examples are


def condition(failing: Failing, slot: Slot) -> str:
    """What tells the failing examples of a slot from the others, as a sentence; otherwise nothing."""
    bad = {at for at, _ in failing.slots[slot]}
    good = {at for at, _ in asked(failing.check, slot)} - bad
    examples = failing.check.examples
    steps = {at: _steps(failing, slot, at) for at in bad | good}
    wrong = [_Asked(examples[at], steps[at]) for at in sorted(bad)]
    right = [_Asked(examples[at], steps[at]) for at in sorted(good)]
    many, few = len({one.shapes for one in wrong}), len({one.shapes for one in right})
    if min(many, few) < FEWEST:
        return ""
    chances = math.comb(many + few, few)  # of as many examples, to fall apart like this by themselves
    text = _first(wrong, right, _shapes) if chances >= OF_SHAPES else ""
    if not text and chances >= OF_VALUES and not _nearly(wrong, right):
        text = _first(wrong, right, _values) or _magnitude(wrong, right)
    if not text:
        return ""
    what = _what(failing, slot)
    return f"`{slot.label}` is {what} {text}, in all {len(bad)} such examples, and right in the {len(good)} others."


def _what(failing: Failing, slot: Slot) -> str:
    """How the answers are wrong: `not finite`, where that is what all of them are."""
    for place in failing.slots[slot]:
        observation = failing.answer(place)[0]
        got = numeric(observation.value) if isinstance(observation, Returned) else None
        if got is None or np.isfinite(got[0]).all():
            return "wrong"
    return "not finite"


class _Asked(Struct, frozen=True, dict=True):
    """An example, and the steps that the value in question may depend on."""

    example: Example
    steps: frozenset[int]

    @cached_property
    def arrays(self) -> dict[str, NDArray[Any]]:
        return inputs_of(self.example, self.steps)

    @cached_property
    def numbers(self) -> dict[str, float]:
        return numbers_of(self.example, self.steps)

    @cached_property
    def shapes(self) -> str:
        """What makes it another example than one that differs in its entries only."""
        shapes = {name: (array.shape, array.dtype.name) for name, array in self.arrays.items()}
        return f"{shapes} {self.numbers}"


def _steps(failing: Failing, slot: Slot, at: int) -> frozenset[int]:
    example = failing.check.examples[at]
    return frozenset(
        step
        for expectation in example.expectations
        if expectation.subject.label == slot.label
        for step in steps_behind(example.program, expectation.step)
    )


Features = Callable[[_Asked], Iterator[str]]


def _first(wrong: Sequence[_Asked], right: Sequence[_Asked], features: Features) -> str:
    """The first feature that every failing example has, and none of the others."""
    common: dict[str, None] = dict.fromkeys(features(wrong[0]))
    for example in wrong[1:]:
        mine = set(features(example))
        common = {feature: None for feature in common if feature in mine}
    for example in right:
        if not common:
            break
        for feature in features(example):
            common.pop(feature, None)
    return next(iter(common), "")


def _nearly(wrong: Sequence[_Asked], right: Sequence[_Asked]) -> bool:
    """Whether some feature of shapes tells most of the examples apart.

    Then what their entries have may follow from it, as a longer array is likelier to have a negative entry.
    """
    bad = Counter(feature for one in wrong for feature in set(_shapes(one)))
    good = Counter(feature for one in right for feature in set(_shapes(one)))
    return any(number / len(wrong) - good[feature] / len(right) >= TELLS for feature, number in bad.items())


def _shapes(one: _Asked) -> Iterator[str]:
    """What is special about the shapes and numbers of an example, simplest first."""
    arrays, numbers = one.arrays, one.numbers
    for name, array in arrays.items():
        if not array.size:
            yield f"where `{name}` is empty"
        yield f"where `{name}` is {array.dtype.name}"
        yield f"where `{name}` has {array.ndim} {'axis' if array.ndim == 1 else 'axes'}"
        yield f"where `{name}` has more than one axis" if array.ndim > 1 else f"where `{name}` has one axis or none"
        if 1 in array.shape:
            yield f"where `{name}` has an axis of length 1"
        for axis, length in enumerate(array.shape):
            yield f"where axis {axis} of `{name}` has length {length}"
            for short in range(1, min(length, 4)):
                yield f"where axis {axis} of `{name}` is longer than {short}"
    if "dim" in numbers and arrays:
        axes = next(iter(arrays.values())).ndim
        dim = int(numbers["dim"]) % axes if axes else 0
        yield "where `dim` is the last axis" if dim == axes - 1 else "where `dim` is not the last axis"
        yield "where `dim` is the first axis" if dim == 0 else "where `dim` is not the first axis"
        yield "where `dim` is negative" if numbers["dim"] < 0 else "where `dim` is not negative"
    for name, number in numbers.items():
        yield f"where `{name}` is given"
        yield f"where `{name}` is {'zero' if number == 0 else 'not zero'}"
        yield f"where `{name}` is {number:g}"
    layouts = {array.layout for at in one.steps for array in arrays_of(one.example.program.steps[at])}
    for layout, told in _LAYOUTS.items():
        if layout in layouts:
            yield told


_LAYOUTS = {
    "readonly": "where an array arrives read-only",
    "strided": "where an array arrives that is not contiguous",
    "transposed": "where an array arrives in Fortran order",
}


def _values(one: _Asked) -> Iterator[str]:
    """What is special about the entries of an example's arrays."""
    for name, array in one.arrays.items():
        if not array.size or array.dtype.kind != "f":
            continue
        if (array == 0).any():
            yield f"where `{name}` has an entry that is zero"
        if not array.any():
            yield f"where `{name}` is all zeros"
        yield f"where `{name}` has a negative entry" if (array < 0).any() else f"where `{name}` has no negative entry"
        yield f"where `{name}` has a positive entry" if (array > 0).any() else f"where `{name}` has no positive entry"
        if array.size > 1 and len(np.unique(array)) < array.size:
            yield f"where `{name}` has equal entries"


def _magnitude(wrong: Sequence[_Asked], right: Sequence[_Asked]) -> str:
    """Inputs so much larger, or smaller, than in all examples that pass."""
    for name in wrong[0].arrays:
        bad, good = _largest(wrong, name), _largest(right, name)
        if not bad or not good:
            continue
        if min(bad) > APART * max(good):
            return f"where `{name}` has entries of {min(bad):.2g} and more (it is right up to {max(good):.2g})"
        if max(bad) * APART < min(good):
            return f"where `{name}` has no entry above {max(bad):.2g} (it is right from {min(good):.2g} on)"
    return ""


def _largest(examples: Sequence[_Asked], name: str) -> list[float]:
    found: list[float] = []
    for example in examples:
        array = example.arrays.get(name)
        if array is None or not array.size or array.dtype.kind != "f":
            return []
        found.append(float(np.abs(array).max()))
    return found


__all__ = ["condition"]
