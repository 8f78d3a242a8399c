"""A second judge, slow and simple: what must hold of a transcript that passed. It shares no code with the first.

It is looser than the judge by design (a tenth of an array's norm instead of a tolerance): it finds a pass that nothing
right stands behind, not a tolerance that is off by some digits.
"""

import itertools
import math
import struct
from collections.abc import Sequence
from typing import Any

from grader.experiment.expectation import (
    Between,
    Close,
    Cost,
    Either,
    Equal,
    Example,
    Expectation,
    Quiet,
    Raises,
    Share,
    Unchanged,
    Uniform,
)
from grader.experiment.program import Done, Observation, Raised, Returned, Transcript
from grader.experiment.values import Array, Dict, List, Opaque, Ref, Source, Tuple, Value

SLACK = 0.1  # of an array's norm: more than any tolerance of the judge's table
CODES = {
    "bool": "?", "uint8": "B", "uint16": "H", "uint32": "I", "uint64": "Q", "int8": "b", "int16": "h", "int32": "i",
    "int64": "q", "float16": "e", "float32": "f", "float64": "d",
}  # fmt: skip
Number = Any  # int, float or complex


def may_pass(examples: Sequence[Example], transcripts: Sequence[Transcript]) -> bool:
    """Whether a pass can be right: every expectation of every example has its evidence."""
    return len(examples) == len(transcripts) > 0 and all(map(_example, examples, transcripts))


def _example(example: Example, transcript: Transcript) -> bool:
    steps = len(example.program.steps)
    asked = {one.step for one in example.expectations if isinstance(one, Raises)}
    raised = {at for at, one in enumerate(transcript.observations[:steps]) if isinstance(one, Raised)}
    return (
        transcript.refused is None
        and len(transcript.observations) >= steps
        and raised <= asked
        and bool(example.expectations)
        and all(_holds(one, transcript.observations[one.step], transcript) for one in example.expectations)
    )


def _holds(expectation: Expectation, observation: Observation, transcript: Transcript) -> bool:
    if isinstance(expectation, Raises):
        return isinstance(observation, Raised) and expectation.exception in observation.types
    if not isinstance(observation, Returned | Done):
        return False
    match expectation:
        case Unchanged():
            return not observation.changed
        case Quiet(step=step):
            return all(one.step != step for one in transcript.warnings)
        case Cost():
            return len(transcript.lines) > 1
    return isinstance(observation, Returned) and _is(expectation, observation.value)


def _is(expectation: Expectation, value: Value) -> bool:
    match expectation:
        case Close(expected=expected):
            return _close(entries_of(value), entries_of(expected), 8 * expectation.floor, shapes=(value, expected))
        case Between(low=low, high=high, shape=shape):
            entries = entries_of(value)
            if shape is not None and shape_of(value) != shape:
                return False
            return bool(entries) and all(low - 1e-2 * abs(low) <= one <= high + 1e-2 * abs(high) for one in entries)
        case Equal(expected=Array() as expected):
            mine, theirs = entries_of(value), entries_of(expected)
            return shape_of(value) == expected.shape and len(mine) == len(theirs) and all(map(_same, mine, theirs))
        case Equal():
            return plain(value) == plain(expectation.expected)
        case Either() | Share() | Uniform():
            return _drawn(expectation, value)
    return False


def _drawn(expectation: Either | Share | Uniform, value: Value) -> bool:
    match expectation:
        case Either(choices=choices):
            mine, sets = entries_of(value), [entries_of(choice) for choice in choices]
            slack = SLACK * math.hypot(*(abs(one) for one in itertools.chain(*sets)))
            return shape_of(value) == choices[0].shape and all(
                any(abs(one - other) <= slack for other in others) for one, *others in zip(mine, *sets, strict=True)
            )
        case Share(low=low, high=high, shape=shape, along=along):
            if not all(math.isfinite(one) for one in entries_of(value) if not isinstance(one, complex)):
                return False
            inside = sum(low <= one <= high for one in entries_of(value) if not isinstance(one, complex))
            counts = 1 if along is None else shape[along]
            return shape_of(value) == shape and counts * expectation.least <= inside <= counts * expectation.most
        case Uniform(low=low, high=high, shape=shape):
            entries, slack = entries_of(value), 1e-2 * max(abs(low), abs(high))
            return shape_of(value) == shape and all(low - slack <= one <= high + slack for one in entries)


def _close(mine: list[Number], theirs: list[Number], floor: float, shapes: tuple[Value, Value]) -> bool:
    if shape_of(shapes[0]) != shape_of(shapes[1]) or len(mine) != len(theirs):
        return False
    allowed = floor + SLACK * math.hypot(*(one for one in theirs if math.isfinite(one)))
    return all(_same(one, other) or abs(one - other) <= allowed for one, other in zip(mine, theirs, strict=True))


def _same(one: Number, other: Number) -> bool:
    return bool(one == other or (one != one and other != other))  # noqa: PLR0124 - NaN differs from itself


def _real(array: Array) -> list[object] | None:
    """The entries in plain form; None where the bytes do not fit, or are complex numbers."""
    if not array.is_whole or array.dtype.startswith("complex"):
        return None
    return [plain(one) for one in entries_of(array)]


def shape_of(value: Value) -> tuple[int, ...] | None:
    """The shape of an array; that of a number is empty."""
    return value.shape if isinstance(value, Array) else () if isinstance(value, int | float) else None


def entries_of(value: Value) -> list[Number]:
    """The entries of an array or a number; none of anything else, and of an array whose bytes do not fit."""
    if isinstance(value, int | float):
        return [value]
    if not isinstance(value, Array) or not value.is_whole:
        return []
    data, dtype = value.data, value.dtype
    if dtype == "bfloat16":  # the upper half of a float32
        data, dtype = b"".join(b"\0\0" + data[at : at + 2] for at in range(0, len(data), 2)), "float32"
    if dtype.startswith("complex"):
        flat = struct.unpack(f"<{2 * value.size}{'f' if dtype == 'complex64' else 'd'}", data)
        return [complex(*pair) for pair in zip(flat[::2], flat[1::2], strict=True)]
    return list(struct.unpack(f"<{value.size}{CODES[dtype]}", data))


def plain(value: Value) -> object:
    """The value in a form in which `==` is the equality that is meant: NaN is a word, and a bool is no number."""
    match value:
        case bool() | str() | None:
            return (type(value).__name__, value)
        case int() | float():
            return "nan" if math.isnan(value) else value
        case List(items) | Tuple(items):
            return [plain(item) for item in items]
        case Dict(items):
            return {key: plain(item) for key, item in items.items()}
        case Array(shape=()):
            found = _real(value)
            return found[0] if found else object()
        case Array(shape=(_,)):
            return _real(value)
        case Array() | Ref() | Source() | Opaque():
            return object()
