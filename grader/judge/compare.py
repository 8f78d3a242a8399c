"""One observation against one expectation: returned, type, shape, dtype, finite, values; the first reason is told."""

import functools
from typing import Any, Literal, TypeGuard

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from grader.experiment.expectation import (
    Between,
    Close,
    Cost,
    Either,
    Equal,
    Expectation,
    Quiet,
    Raises,
    Share,
    Subject,
    Unchanged,
    Uniform,
)
from grader.experiment.program import Done, Observation, Raised, Returned, Skipped, Transcript
from grader.experiment.values import Array, Dict, List, Opaque, Ref, Source, Tuple, Value
from grader.judge import sentence
from grader.judge.arrays import to_numpy
from grader.judge.chance import judge_either, judge_share, judge_uniform
from grader.judge.finding import RIGHT, Finding, Kind, where_of
from grader.judge.tolerance import allowance
from grader.judge.values import describe, kind_of, show

MAX_INT64 = (1 << 63) - 1


class Setting(Struct, frozen=True):
    """What a learner's process was: the flavour decides what an array is, the device where it must be."""

    flavour: Literal["numpy", "torch"] = "numpy"
    device: str = "cpu"


def judge(expectation: Expectation, transcript: Transcript, setting: Setting) -> Finding:
    """What the expectation comes to. Never raises, whatever the transcript holds."""
    if expectation.step >= len(transcript.observations):
        return Finding("nonsense", "The process sent back fewer results than it was asked for.")
    observation = transcript.observations[expectation.step]
    if isinstance(expectation, Raises):
        return _judge_raises(expectation, observation)
    if not isinstance(observation, Returned | Done):
        return _not_returned(expectation, observation)
    if isinstance(expectation, Unchanged):
        return _judge_unchanged(expectation, observation)
    if isinstance(expectation, Quiet):
        return _judge_quiet(expectation, transcript)
    if isinstance(expectation, Cost):
        return _judge_cost(expectation, transcript)
    if isinstance(observation, Done):
        return Finding("nonsense", "The process did not send back a value that it was asked for.")
    return _judge_value(expectation, observation.value, setting)


def _not_returned(expectation: Expectation, observation: Observation) -> Finding:
    subject = expectation.subject
    if isinstance(observation, Skipped):
        return Finding("skipped", f"{sentence.name(subject)} could not be judged, because an earlier step failed.")
    assert isinstance(observation, Raised)
    return Finding(raised_kind(observation), sentence.raised(subject, observation))


# How PyTorch and mmap tell it, neither of which raises MemoryError.
OUT_OF_MEMORY = ("can't allocate memory", "[Errno 12]")
# How Python tells that a limit was reached: of open files (EMFILE), of what may be written (EFBIG), of threads.
OVER_LIMIT = ("[Errno 24]", "[Errno 27]", "can't start new thread")


def raised_kind(observation: Raised) -> Kind:
    """What an exception amounts to."""
    if "NotImplementedError" in observation.types:
        return "not_attempted"
    if "MemoryError" in observation.types or any(told in observation.message for told in OUT_OF_MEMORY):
        return "out_of_memory"
    if "OutOfMemoryError" in observation.types:  # torch.OutOfMemoryError, on a GPU
        return "out_of_memory"
    if observation.message.startswith(OVER_LIMIT):
        return "over_limit"
    return "raised"


def _judge_raises(expectation: Raises, observation: Observation) -> Finding:
    if isinstance(observation, Raised):
        if expectation.exception in observation.types:
            return RIGHT
        kind = raised_kind(observation)
        return Finding(kind, sentence.raised(expectation.subject, observation, instead=expectation.exception))
    if isinstance(observation, Skipped):
        return _not_returned(expectation, observation)
    return Finding("not_raised", f"{expectation.subject.detail} should raise {expectation.exception}, but did not.")


def _judge_unchanged(expectation: Unchanged, observation: Returned | Done) -> Finding:
    if not observation.changed:
        return RIGHT
    return Finding("changed", sentence.changed(expectation.subject, observation.changed))


def _judge_quiet(expectation: Quiet, transcript: Transcript) -> Finding:
    mine = [warning for warning in transcript.warnings if warning.step == expectation.step]
    if not mine:
        return RIGHT
    return Finding("warned", f"{expectation.subject.detail} warned: {mine[0].category}: {mine[0].message}")


def _judge_cost(expectation: Cost, transcript: Transcript) -> Finding:
    """Nothing is asked for, so nothing can be wrong: it is told."""
    if len(transcript.lines) < 2:
        return Finding("nonsense", "The process did not count the lines that it ran.")
    base, mine = transcript.lines[:2]
    if mine <= base:
        times = "no more, so it does not grow"
    else:
        times = f"{mine / base:.2g} times as many" if base else "so it grows"
    text = f"{expectation.subject.label} ran {base} of your lines, and {mine} for {expectation.what}: {times}."
    return Finding("right", text, text)


def _judge_value(
    expectation: Close | Equal | Between | Either | Share | Uniform, value: Value, setting: Setting
) -> Finding:
    if isinstance(expectation, Equal) and not isinstance(expectation.expected, Array):
        return _judge_equal(expectation, value)
    expected = _expected(expectation)
    array = as_array(value, scalar=expected is None or expected.shape == ())
    subject = expectation.subject
    if array is None:
        return Finding("type", sentence.wrong(subject, describe(value), expected_type(expected, setting)))
    finding = (
        _wrong_container(subject, array, setting)
        or _wrong_shape(expectation, array)
        or _wrong_dtype(expectation, array, is_float=isinstance(value, float))
    )
    if finding is not None:
        return finding
    if not array.is_whole:
        return Finding("nonsense", "The process sent back an array whose bytes do not fit its shape.")
    if isinstance(expectation, Between):
        return _judge_between(expectation, to_numpy(array))
    if isinstance(expectation, Equal):
        return _judge_same(expectation, array)
    if isinstance(expectation, Either):
        return judge_either(expectation, array, setting.device)
    if isinstance(expectation, Share):
        return judge_share(expectation, array)
    if isinstance(expectation, Uniform):
        return judge_uniform(expectation, array)
    return _judge_close(expectation, array, setting)


def _expected(expectation: Expectation) -> Array | None:
    """An array of the shape and dtype that the result must have, where the expectation has one."""
    match expectation:
        case Close(expected=Array() as wanted) | Equal(expected=Array() as wanted) | Either(choices=(wanted, *_)):
            return wanted
        case _:
            return None


def as_array(value: Value, *, scalar: bool) -> Array | None:
    """The value as an array: an array is one; a Python number is one where a scalar is asked for."""
    if isinstance(value, Array):
        return value
    if scalar and isinstance(value, bool | int | float):
        kind = "bool" if isinstance(value, bool) else "float64" if isinstance(value, float) else "int64"
        if kind == "int64" and value > MAX_INT64:
            kind = "uint64"
        try:
            return Array(kind, (), np.array(value, dtype=kind).tobytes(), container="scalar")  # type: ignore[arg-type]
        except OverflowError:
            return None
    return None


def _wrong_container(subject: Subject, array: Array, setting: Setting) -> Finding | None:
    """NumPy arrays for NumPy; tensors, on the device asked for, for PyTorch; a lone number may be either's."""
    if setting.flavour == "numpy":
        return None
    if array.container == "array" or (array.container == "scalar" and array.shape != ()):
        return Finding("type", sentence.wrong(subject, "a NumPy array", "a torch.Tensor"))
    if array.container == "tensor" and array.device.partition(":")[0] != setting.device.partition(":")[0]:
        return Finding("device", sentence.wrong(subject, f"a tensor on {array.device}", f"one on {setting.device}"))
    return None


def _wrong_shape(expectation: Expectation, array: Array) -> Finding | None:
    expected = _expected(expectation)
    wanted = expected.shape if expected is not None else getattr(expectation, "shape", None)
    if array.size == 0 and wanted is None:
        return Finding("shape", f"{sentence.name(expectation.subject)} is empty.")
    if wanted is None or array.shape == wanted:
        return None
    return Finding("shape", sentence.wrong_shape(expectation.subject, array.shape, wanted))


def _wrong_dtype(expectation: Expectation, array: Array, *, is_float: bool) -> Finding | None:
    if isinstance(expectation, Between | Share | Uniform):
        wanted = array.dtype if array.dtype.startswith(("float", "bfloat", "int", "uint")) else "float64"
    elif isinstance(expectation, Close | Either):
        wanted = expectation.dtype  # type: ignore[assignment]
    else:
        assert isinstance(expectation, Equal)
        assert isinstance(expectation.expected, Array)
        wanted = expectation.expected.dtype
    if array.dtype == wanted or (is_float and wanted.startswith("float")):
        return None  # a Python float has no dtype of its own
    return Finding("dtype", sentence.wrong(expectation.subject, array.dtype, wanted))


def _judge_close(expectation: Close, array: Array, setting: Setting) -> Finding:
    got, truth = to_numpy(array), _truth(expectation.expected)
    finite = np.isfinite(truth)
    with np.errstate(all="ignore"):  # a signalling NaN makes the very conversion warn
        wide = got.astype(np.float64)
        difference = np.abs(wide - truth)
        right = (difference <= allowance(expectation, truth, setting.device)) & finite
    if not finite.all():  # an infinity is met by the same one only, and NaN by NaN
        right |= ((wide == truth) | (np.isnan(wide) & np.isnan(truth))) & ~finite
    if right.all():
        return RIGHT
    lost = ~np.isfinite(wide) & finite
    if lost.any():
        return _not_finite(expectation, wide, lost)
    allowed = allowance(expectation, truth, setting.device)
    return sentence_of_values(expectation, right, difference, allowed)


@functools.lru_cache(maxsize=4096)
def _truth(expected: Array) -> NDArray[np.float64]:
    return to_numpy(expected).astype(np.float64)


def _not_finite(expectation: Close, wide: NDArray[np.float64], lost: NDArray[np.bool_]) -> Finding:
    where = np.unravel_index(int(np.argmax(lost)), lost.shape)
    count, total = int(lost.sum()), lost.size
    text = (
        f"{sentence.name(expectation.subject)} has {count} of {total} entries that are not finite: the first is "
        f"{sentence.number(wide[where])}{sentence.at(where)}."
    )
    return Finding("finite", text, text, count, total, where_of(~lost))


def sentence_of_values(
    expectation: Close, right: NDArray[np.bool_], difference: NDArray[np.float64], allowed: NDArray[np.float64]
) -> Finding:
    """The finding where entries differ: how many, and the largest difference and where."""
    excess = np.where(right, -1.0, np.where(np.isnan(difference), np.inf, difference))
    where = np.unravel_index(int(np.argmax(excess)), excess.shape)
    wrong, total = int((~right).sum()), right.size
    hidden = sentence.values(expectation.subject, wrong, total)
    numbers = (
        f"{hidden[:-1]}; the largest by {sentence.number(difference[where])}{sentence.at(where)} "
        f"(allowed {sentence.number(allowed[where])})."
    )
    return Finding("values", hidden, numbers, wrong, total, where_of(right))


def _judge_same(expectation: Equal, array: Array) -> Finding:
    assert isinstance(expectation.expected, Array)
    got, expected = to_numpy(array), to_numpy(expectation.expected)
    with np.errstate(all="ignore"):
        right = (got == expected) | ((got != got) & (expected != expected))  # noqa: PLR0124 - NaN differs from itself
    if np.all(right):
        return RIGHT
    wrong, where = int((~right).sum()), np.unravel_index(int(np.argmin(right)), right.shape)
    hidden = sentence.values(expectation.subject, wrong, right.size)
    numbers = (
        f"{hidden[:-1]}; the first{sentence.at(where)} is {sentence.number(got[where])}, "
        f"but should be {sentence.number(expected[where])}."
    )
    return Finding("values", hidden, numbers, wrong, right.size, where_of(np.asarray(right)))


def _judge_between(expectation: Between, got: NDArray[Any]) -> Finding:
    low, high = expectation.low, expectation.high
    with np.errstate(all="ignore"):
        right = (got >= low) & (got <= high)
        # NumPy makes a bound beyond the dtype's range an infinity, which no infinite entry is to meet.
        right &= np.isfinite(got) | ((got > 0) & (high == np.inf)) | ((got < 0) & (low == -np.inf))
    if np.all(right):
        return RIGHT
    wrong, where = int((~right).sum()), np.unravel_index(int(np.argmin(right)), right.shape)
    between = f"outside {sentence.number(low)} to {sentence.number(high)}"
    bounds = between if low < high else f"that are not {sentence.number(low)}"
    text = (
        f"{sentence.name(expectation.subject)} has {wrong} of {right.size} entries {bounds}; the first is "
        f"{sentence.number(got[where])}{sentence.at(where)}."
    )
    return Finding("values", text, text, wrong, right.size)


def _judge_equal(expectation: Equal, value: Value) -> Finding:
    if plainly_equal(value, expectation.expected):
        return RIGHT
    if kind_of(value) != kind_of(expectation.expected):
        got, wanted = describe(value), describe(expectation.expected)
        hidden = sentence.wrong(expectation.subject, got, wanted.partition(" of ")[0])  # not how long the list is
        return Finding("type", hidden, sentence.wrong(expectation.subject, got, wanted))
    hidden = f"{sentence.name(expectation.subject)} is not what it should be."
    numbers = sentence.wrong(expectation.subject, show(value), show(expectation.expected))
    return Finding("values", hidden, numbers, 1, 1)


def plainly_equal(got: Value, expected: Value) -> bool:
    """Equality of plain data: numbers by value (a bool is no number), sequences item by item."""
    if isinstance(got, Array) and got.size == 1 and got.shape == () and got.is_whole and not _is_sequence(expected):
        got = to_numpy(got).item() if not got.dtype.startswith("complex") else None
    if _is_sequence(expected):
        wanted = expected.items
        items = _items(got, len(wanted))
        return items is not None and all(plainly_equal(a, b) for a, b in zip(items, wanted, strict=True))
    if isinstance(expected, Dict):
        return (
            isinstance(got, Dict)
            and got.items.keys() == expected.items.keys()
            and all(plainly_equal(got.items[key], item) for key, item in expected.items.items())
        )
    if isinstance(expected, bool) or isinstance(got, bool):
        return got is expected
    if isinstance(expected, int | float) and isinstance(got, int | float):
        return got == expected or (got != got and expected != expected)  # noqa: PLR0124
    return type(got) is type(expected) and got == expected and not isinstance(got, Opaque | Ref | Source)


def _is_sequence(value: Value) -> TypeGuard[List | Tuple]:
    return isinstance(value, List | Tuple)


def _items(value: Value, length: int) -> tuple[Value, ...] | None:
    """The items of a sequence of that length. A longer array is not even unpacked: it may have millions of entries."""
    if isinstance(value, List | Tuple):
        return value.items if len(value.items) == length else None
    if isinstance(value, Array) and value.shape == (length,) and value.is_whole:
        return None if value.dtype.startswith("complex") else tuple(to_numpy(value).tolist())
    return None


def expected_type(expected: Value, setting: Setting) -> str:
    """What should have come instead."""
    if isinstance(expected, Array) and expected.shape != ():
        return "a torch.Tensor" if setting.flavour == "torch" else "a NumPy array"
    return "a number"
