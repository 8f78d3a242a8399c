"""Values in words: what kind a value is, what it is, what it holds."""

from collections.abc import Iterator

import numpy as np

from grader.experiment.values import Array, Dict, List, Opaque, Ref, Source, Tuple, Value
from grader.judge import sentence
from grader.judge.arrays import to_numpy

MAX_SHOWN = 200  # characters of a value in a sentence


def kind_of(value: Value) -> str:
    """Roughly what a value is, so that a wrong type is told from a wrong value."""
    if isinstance(value, List | Tuple):
        return "sequence"
    if isinstance(value, Array):
        return "number" if value.shape == () else "sequence" if len(value.shape) == 1 else "array"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number"
    return type(value).__name__


def describe(value: Value) -> str:
    """What a value is, in words."""
    match value:
        case None:
            return "None"
        case Array(dtype, shape, container=container):
            noun = {"array": "an array", "tensor": "a tensor", "scalar": "a scalar"}[container]
            return f"{noun} ({dtype}{sentence.shape(shape)})"
        case List(items):
            return f"a list of {len(items)}"
        case Tuple(items):
            return f"a tuple of {len(items)}"
        case Opaque(typename):
            return f"an object of type {typename}"
        case Dict() | Ref() | Source():
            return f"a {type(value).__name__.lower()}"
        case _:
            return f"{'an' if isinstance(value, int) and not isinstance(value, bool) else 'a'} {type(value).__name__}"


def show(value: Value) -> str:
    """A short value as Python would print it, cut after MAX_SHOWN characters."""
    match value:
        case Array():
            text = np.array2string(to_numpy(value), precision=6, threshold=20) if value.is_whole else "?"
        case List(items):
            text = f"[{_shown(map(show, items))}]"
        case Tuple(items):
            text = f"({_shown(map(show, items))})"
        case Dict(items):
            text = f"{{{_shown(f'{show(key)}: {show(item)}' for key, item in items.items())}}}"
        case Opaque(typename):
            text = f"<{typename}>"
        case str():
            text = repr(value[:MAX_SHOWN])
        case Source(code, name):
            text = f"Source(code={show(code)}, name={show(name)})"
        case _:
            text = repr(value)
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 3] + "..."


def _shown(items: Iterator[str]) -> str:
    """The first 20 items; none is made that would be cut away."""
    found: list[str] = []
    for item in items:
        if len(found) == 20 or sum(map(len, found)) >= MAX_SHOWN:
            return ", ".join([*found, "..."])
        found.append(item)
    return ", ".join(found)
