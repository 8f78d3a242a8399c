"""The checks that fuzzed replies are judged against: recorded ones with the right answers, and made-up ones.

`python -m tests.fuzz.checks` writes checks.msgpack again, from the recordings and the reference solutions.
"""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np
from msgspec import Struct

from grader.experiment.expectation import (
    Between,
    Close,
    Either,
    Equal,
    Example,
    Expectation,
    Quiet,
    Raises,
    Share,
    Subject,
    Unchanged,
    Uniform,
)
from grader.experiment.program import Call, Done, Lookup, Observation, Program, Raised, Returned, Transcript
from grader.experiment.values import Array, Dict, List, Tuple, Value
from grader.judge.arrays import from_numpy
from grader.judge.compare import Setting
from grader.recording import RecordedCheck

FILE = Path(__file__).parent / "checks.msgpack"
EXAMPLES = 2  # of one recorded check
ENTRIES = 24  # of all arrays of one example


class Sample(Struct, frozen=True):
    """A check, and transcripts that pass it."""

    check: RecordedCheck
    right: tuple[Transcript, ...]
    flavour: Literal["numpy", "torch"] = "numpy"

    @property
    def setting(self) -> Setting:
        """What the learner's process was."""
        return Setting(self.flavour)


@cache
def samples() -> tuple[Sample, ...]:
    """All checks, in an order that the corpus relies on."""
    try:
        recorded = msgspec.msgpack.decode(FILE.read_bytes(), type=tuple[Sample, ...])
    except msgspec.DecodeError as error:
        raise ValueError(f"{FILE} is of an older form ({error}): run `python -m tests.fuzz.checks`.") from None
    return (*made_up(), *recorded)


SUBJECT = Subject("f", "f(x: float64[2])", "call", ("x", "y"))
ATTRIBUTE = Subject("weight", "Layer.step()", "attribute")


def made_up() -> tuple[Sample, ...]:
    """Every kind of expectation, with dtypes and values that no exercise uses yet."""
    ones, zero_d = np.array([1.0, -2.5]), np.array(3.0)
    kinds: list[tuple[Expectation, Observation]] = [
        *[(_close(ones, dtype), Returned(_array(ones, dtype))) for dtype in ("float64", "float32", "float16")],
        (_close(ones, "bfloat16"), Returned(Array("bfloat16", (2,), b"\x80\x3f\x20\xc0"))),
        (_close(np.array([np.inf, np.nan]), "float64"), Returned(_array(np.array([np.inf, np.nan]), "float64"))),
        (_close(zero_d, "float64"), Returned(3.0)),
        (_close(zero_d, "float32"), Returned(_array(zero_d, "float32"))),
        (_close(np.zeros((2, 0)), "float32"), Returned(_array(np.zeros((2, 0)), "float32"))),
        *[(Equal(step=1, subject=SUBJECT, expected=value), Returned(value)) for value in _values()],
        (Between(step=1, subject=SUBJECT, low=-3.0, high=1e30), Returned(_array(ones, "float32"))),
        (Between(step=1, subject=SUBJECT, low=-3.0, high=1.0, shape=(2,)), Returned(_array(ones, "float16"))),
        (Between(step=1, subject=ATTRIBUTE, low=0.0, high=np.inf), Returned(7)),
        *_chances(),
        (Raises(step=1, subject=SUBJECT, exception="ValueError"), Raised(("ValueError", "Exception"), "no")),
        (Unchanged(step=1, subject=SUBJECT), Done()),
        (Quiet(step=1, subject=SUBJECT), Done()),
    ]
    made = [_sample(f"made_up_{number}", *kind) for number, kind in enumerate(kinds)]
    tensor = Returned(msgspec.structs.replace(_array(ones, "float32"), container="tensor"))
    torch = _sample("made_up_torch", _close(ones, "float32"), tensor)
    return (*made, msgspec.structs.replace(torch, flavour="torch"))


def _chances() -> list[tuple[Expectation, Observation]]:
    """What depends on chance, with a draw that passes."""
    pair = _array(np.array([1.0, -2.5]), "float64")
    zeros = _array(np.zeros(2), "float64")
    drawn = Returned(_array(np.array([0.0, -2.5]), "float32"))
    share = Share(step=1, subject=SUBJECT, low=0.0, high=3.0, probability=0.5, least=0, most=1, what="kept", shape=(2,))
    return [
        (Either(step=1, subject=SUBJECT, choices=(zeros, pair), dtype="float32"), drawn),
        (share, Returned(pair)),
        (msgspec.structs.replace(share, along=0), Returned(pair)),
        (Uniform(step=1, subject=SUBJECT, low=-3.0, high=2.0, distance=0.6, shape=(2,)), Returned(pair)),
    ]


def _values() -> list[Value]:
    return [
        None, True, -3, 1 << 63, 2.5, float("nan"), "text", List((1, 2.0, True, "x")), Tuple((List((1,)), None)),
        Dict({"a": 1, "b": List(())}), _array(np.array([[1, 2]]), "int64"), _array(np.array([1 + 2j]), "complex64"),
        Array("bool", (3,), b"\0\1\1"),
    ]  # fmt: skip


def _array(values: np.ndarray, dtype: str) -> Array:
    return from_numpy(values.astype(dtype))


def _close(expected: np.ndarray, dtype: str) -> Close:
    return Close(step=1, subject=SUBJECT, expected=_array(expected, "float64"), dtype=dtype)


def _sample(name: str, expectation: Expectation, observation: Observation) -> Sample:
    program = Program((Lookup("f"), Call(0, (_array(np.zeros(2), "float64"),))), (1,))
    example = Example(program, (expectation,), ("", "f(x: float64[2])"))
    check = RecordedCheck(name, "The result is right.", 1.0, True, "Look again.", (), (example,))
    return Sample(check, (Transcript((Done(), observation)),))


def record() -> tuple[Sample, ...]:
    """Small examples of every check of the course, answered by the reference solutions."""
    from grader import recordings
    from grader.course import open_course
    from grader.graded import Options
    from grader.judge.check import judge_check, size_of
    from grader.sandbox.limits import Limits
    from grader.submission.take import take
    from grader.supervisor.launch import Plan, launcher
    from grader.supervisor.session import Session

    course, limits = open_course(), Limits()
    options = Options("fuzz", limits)
    found: list[Sample] = []
    with launcher(Plan("numpy", "cpu", limits)) as processes:
        for exercise in course.exercises:
            recording, _ = recordings.find(course, exercise, options.seed, print)
            submission = take(course.root / "solutions" / "numpy" / exercise.id, exercise)
            with Session(processes, submission, limits, refused=exercise.refused) as session:
                for check in recording.checks:
                    small = sorted((one for one in check.examples if size_of(one) < 64 * ENTRIES), key=size_of)
                    chosen = tuple(small[:: max(1, len(small) // EXAMPLES)][:EXAMPLES])
                    if not chosen:
                        continue
                    right = session.run([example.program for example in chosen])
                    assert isinstance(right, tuple)
                    assert judge_check(chosen, right, Setting()).verdict == "passed"
                    found.append(Sample(msgspec.structs.replace(check, examples=chosen), right))
    return tuple(found)


if __name__ == "__main__":
    FILE.write_bytes(msgspec.msgpack.encode(record()))
