"""One vectorised comparison for all arrays of a check: finds what is right, and leaves the rest to `compare`.

An honest submission's arrays are nearly all right, and comparing them one by one costs more than computing them did
[18 microseconds each, 1 in bulk]. Whatever is unusual (another dtype or shape, a truth that is not finite, an empty
array, a tolerance by norm) is not decided here, so that there is one place for every reason to fail.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.experiment.expectation import Close, Example
from grader.experiment.program import Returned, Transcript
from grader.experiment.values import ITEMSIZE, Array
from grader.judge.compare import Setting
from grader.judge.tolerance import FLOOR_FACTOR, growth, tolerance

Place = tuple[int, int]  # the numbers of an example and of one of its expectations
BULK = ("float64", "float32")


def right_in_bulk(examples: Sequence[Example], transcripts: Sequence[Transcript], setting: Setting) -> frozenset[Place]:
    """The places whose arrays are certainly right."""
    right: set[Place] = set()
    for dtype, usual in _usual(examples, transcripts, setting).items():
        if usual.places:
            fine = _compare(usual.closes, usual.data, dtype, setting)
            right.update(place for place, is_fine in zip(usual.places, fine, strict=True) if is_fine)
    return frozenset(right)


class _Usual(NamedTuple):
    """What is to be close, and came back as an array of the dtype and shape asked for."""

    places: list[Place]
    closes: list[Close]
    data: list[bytes]


def _usual(examples: Sequence[Example], transcripts: Sequence[Transcript], setting: Setting) -> dict[str, _Usual]:
    """What is usual, by its dtype."""
    found = {dtype: _Usual([], [], []) for dtype in BULK}
    container = "array" if setting.flavour == "numpy" else "tensor"
    device = setting.device.partition(":")[0]
    for number, (example, transcript) in enumerate(zip(examples, transcripts, strict=True)):
        observations = transcript.observations
        for which, close in enumerate(example.expectations):
            if type(close) is not Close or close.dtype not in found or close.step >= len(observations):
                continue
            observation = observations[close.step]
            value = observation.value if type(observation) is Returned else None
            if (
                type(value) is Array
                and value.dtype == close.dtype
                and value.container == container
                and value.device.partition(":")[0] == device
                and value.shape == close.expected.shape
                and value.data
                and len(value.data) * 8 == len(close.expected.data) * ITEMSIZE[value.dtype]
            ):
                usual = found[value.dtype]
                usual.places.append((number, which))
                usual.closes.append(close)
                usual.data.append(value.data)
    return found


def _compare(closes: list[Close], data: list[bytes], dtype: str, setting: Setting) -> NDArray[np.bool_]:
    """Whether each array is right, entry by entry, in one go."""
    row = tolerance(dtype, setting.device)
    sizes = np.array([len(close.expected.data) // 8 for close in closes])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    truth = np.frombuffer(b"".join(close.expected.data for close in closes), dtype=np.float64)
    size = np.abs(truth)
    largest = np.maximum.reduceat(size, starts)
    with np.errstate(all="ignore"):  # a signalling NaN makes the very conversion warn
        got = np.frombuffer(b"".join(data), dtype=dtype).astype(np.float64)
        of_largest = np.array([row.of_largest * growth(close, row) for close in closes]) * largest
        floor = np.array([FLOOR_FACTOR * close.floor for close in closes])
        allowed = np.maximum(np.repeat(of_largest, sizes) + row.of_entry * size, np.repeat(floor, sizes))
        chosen = np.array([np.nan if close.tolerance is None else close.tolerance for close in closes]) * largest
        own = np.repeat(chosen, sizes)
        allowed = np.where(np.isnan(own), allowed, own)
        fine = (np.abs(got - truth) <= allowed) & np.isfinite(truth)
    result: NDArray[np.bool_] = np.logical_and.reduceat(fine, starts) & np.isfinite(largest)
    return result
