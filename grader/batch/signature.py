"""How a check fails, as a name: code that fails alike gets the same, so that it is explained once and seen as a group.

Two programs with one mistake may still differ in the last digits of what they return, by the order in which they add.
So numbers are rounded to three digits of the largest of their array, what an expectation found right is not looked at,
and of all failing examples only the smallest is; of the others it counts how many there are.
"""

import hashlib
import math
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from grader.experiment.program import Observation, Raised, Returned
from grader.experiment.values import Array, Dict, List, Tuple, Value
from grader.explain.smallest import Case, worth_shrinking
from grader.graded import Graded, Judged
from grader.judge.arrays import to_numpy
from grader.judge.verdict import Verdict

DIGITS = 1000
# Where one level ends and the next begins: at no simple fraction, for those are what programs return.
EDGE = (3 - 5**0.5) / 2
NOTHING = 64  # epsilons: what is smaller is left over where something should have cancelled
_NUMBERS = re.compile(r"[0-9]+(\.[0-9]+)?")
MOST = 4096  # entries of an array that are looked at
SILENT: tuple[Verdict, ...] = ("passed", "blocked", "not_attempted", "fault")  # these are no failures of their own


class Failure(Struct, frozen=True):
    """How a check fails, whether a smaller case is worth looking for, and what is known to cause it."""

    signature: str
    shrinks: bool = False
    mistake: str = ""  # the known mistakes that explain all of it


def signatures(graded: Graded) -> dict[str, Failure]:
    """How each failing check fails."""
    known = _explained(graded)
    return {
        one.check.name: Failure(
            _signature(one, graded), worth_shrinking(one.outcome), " ".join(known.get(one.check.name, ()))
        )
        for one in graded.judged
        if one.outcome.verdict not in SILENT
    }


def _explained(graded: Graded) -> dict[str, list[str]]:
    """The checks in which known mistakes explain everything that is wrong, and which do."""
    found: dict[str, list[str]] = {}
    for one in graded.diagnoses:
        for name in one.settles if one.kind != "pattern" else ():
            found.setdefault(name, []).append("/".join(one.mistakes))
    # A check that two mistakes settle together is settled by neither alone; one that a pattern helps to settle is not.
    patterns = {name for one in graded.diagnoses if one.kind == "pattern" for name in one.checks}
    return {name: mistakes for name, mistakes in found.items() if name not in patterns}


def _signature(one: Judged, graded: Graded) -> str:
    told: list[Any] = [graded.recording_digest, one.check.name, one.outcome.verdict]
    if one.case is None:
        told.append(_NUMBERS.sub("#", one.outcome.message))  # lines differ, and seconds
    else:
        told += [one.outcome.failing, one.outcome.example, *_of_case(one.case)]
    return hashlib.sha256(msgspec.msgpack.encode(told)).hexdigest()[:32]


def _of_case(case: Case) -> Iterator[Any]:
    yield [finding.kind for finding in case.findings]
    for finding, expectation in zip(case.findings, case.example.expectations, strict=False):
        if not finding.right and expectation.step < len(case.transcript.observations):
            yield _of_observation(case.transcript.observations[expectation.step])


def _of_observation(observation: Observation) -> Any:
    match observation:
        case Returned(value, changed):
            return ["returned", _of_value(value), list(changed)]
        case Raised(types):
            return ["raised", types[0]]  # its words may hold an address, or how far it came
        case _:
            return type(observation).__name__


def _of_value(value: Value) -> Any:
    match value:
        case Array():
            return [value.dtype, list(value.shape), _rounded(to_numpy(value)) if value.is_whole else "forged"]
        case List(items) | Tuple(items):
            return [type(value).__name__, *map(_of_value, items)]
        case Dict(items):
            return [[key, _of_value(item)] for key, item in items.items()]
        case float():
            return ["float", _rounded(np.array([value]))]
        case None | bool() | int() | str():
            return value
        case _:
            return type(value).__name__


def _rounded(array: NDArray[Any]) -> Any:
    values = array.ravel()[:MOST]
    if values.dtype.kind == "c":
        values = values.view(values.real.dtype)
    if values.dtype.kind != "f":
        return hashlib.sha256(values.tobytes()).hexdigest()
    epsilon = float(np.finfo(values.dtype).eps)
    values = values.astype(np.float64)
    finite = np.isfinite(values)
    largest = float(np.abs(values[finite]).max(initial=0.0))
    if largest <= NOTHING * epsilon:
        return ["zeros", values.size, [[int(at), str(values[at])] for at in np.flatnonzero(~finite)]]
    levels = np.floor(np.where(finite, values, 0.0) / largest * DIGITS + EDGE)
    magnitude = math.floor(math.log(largest) * DIGITS / math.log(10) + EDGE)
    return [magnitude, [f"{level:g}" for level in np.where(finite, levels, values).tolist()]]
