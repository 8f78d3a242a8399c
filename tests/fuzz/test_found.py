"""What fuzzing and reading found, each as a reply that once raised in the judge, warned, or took too much memory."""

import tracemalloc
from typing import Any

import msgspec
import numpy as np
import pytest

from grader.experiment import wire
from grader.experiment.expectation import Between, Close, Equal, Example, Expectation, Subject
from grader.experiment.message import Ran
from grader.experiment.program import (
    Call,
    Done,
    Lookup,
    Observation,
    Program,
    Raised,
    Returned,
    Skipped,
    Transcript,
)
from grader.experiment.values import MAX_EXTENT, Array, Dict, List, Tuple, Value
from grader.explain.smallest import Case
from grader.graded import Judged
from grader.judge import values
from grader.judge.arrays import from_numpy, to_numpy
from grader.judge.check import Outcome, judge_check
from grader.judge.compare import Setting
from grader.judge.values import MAX_SHOWN, show
from grader.recording import RecordedCheck
from grader.report import build, html
from grader.report.record import CheckReport
from tests.report.factory import report

SUBJECT = Subject("f", "f(x)")
PROGRAM = Program((Lookup("f"), Call(0, ())), (1,))
ONES = from_numpy(np.ones(2))
IMPOSSIBLE = Array("float64", (0, 1 << 47, 1 << 47), b"")
SIGNALLING = {
    "float64": b"\x01\0\0\0\0\0\xf0\x7f",
    "float32": b"\x01\0\x80\x7f",
    "float16": b"\x01\x7c",
    "bfloat16": b"\x81\x7f",
}


def close(dtype: str) -> Close:
    return Close(step=1, subject=SUBJECT, expected=ONES, dtype=dtype)


def equal(expected: Value) -> Equal:
    return Equal(step=1, subject=SUBJECT, expected=expected)


def between(low: float, high: float) -> Between:
    return Between(step=1, subject=SUBJECT, low=low, high=high)


def judged(expectation: Expectation, *observations: Observation) -> Outcome:
    """The outcome of one example whose observations came over the wire."""
    example = Example(PROGRAM, (expectation,), ("", "f(x)"))
    body = wire.frame(Ran(1, (Transcript((Done(), *observations)),)))[wire.HEADER.size :]
    reply = wire.decode_reply(body)
    assert isinstance(reply, Ran)
    return judge_check([example], reply.transcripts, Setting())


def test_a_step_that_the_program_does_not_have_is_no_cause():
    result = judged(equal(1), Skipped(2), Raised(("AttributeError",)))
    assert result.verdict == "failed"
    assert "makes no sense" in result.message


def test_observations_that_are_missing_are_no_evidence():
    assert judged(equal(1)).message == "The process sent back fewer results than it was asked for."
    program = Program((*PROGRAM.steps, Call(0, ())), (1,))
    example = Example(program, (equal(1),), ("", "f(x)", ""))
    short = judge_check([example], [Transcript((Done(), Returned(1)))], Setting())
    assert short.verdict == "failed"
    assert judge_check([example], [Transcript((Done(), Returned(1), Done()))], Setting()).verdict == "passed"


@pytest.mark.parametrize("expected", [List((1,)), Tuple(()), Dict({"a": 1}), ONES, 1, None])
def test_an_empty_array_that_nothing_could_hold_is_wrong_and_no_more(expected: Value):
    for value in (IMPOSSIBLE, List((IMPOSSIBLE,)), Dict({"a": IMPOSSIBLE})):
        assert judged(equal(expected), Returned(value)).verdict == "failed"


@pytest.mark.parametrize("shape", [(0,), (0, 1 << 47), (3, 0, 1 << 40), (MAX_EXTENT // 8 - 1, 0), (0,) * 32])
def test_an_empty_array_that_numpy_can_hold_is_whole(shape: tuple[int, ...]):
    array = Array("float64", shape, b"")
    assert array.is_whole
    assert to_numpy(array).shape == shape


@pytest.mark.parametrize("shape", [(0, 1 << 47, 1 << 47), (MAX_EXTENT // 8, 0), (1 << 47, 0, 1 << 20)])
def test_an_empty_array_that_numpy_cannot_hold_is_not_whole(shape: tuple[int, ...]):
    array = Array("float64", shape, b"")
    assert not array.is_whole
    with pytest.raises(ValueError, match="bytes are no"):
        to_numpy(array)


@pytest.mark.parametrize("kind", [List, Tuple, lambda items: Dict({str(at): one for at, one in enumerate(items)})])
def test_values_are_nested_so_deep_and_no_deeper(kind: Any):
    value: Value = 1
    for depth in range(1, 120):
        value = kind((value, 0))
        body = msgspec.msgpack.encode(Ran(1, (Transcript((Done(), Returned(value))),)))
        if depth <= wire.MAX_NESTING:
            assert isinstance(wire.decode_reply(body), Ran)
            assert judged(equal(List((1,))), Returned(value)).verdict == "failed"
        else:
            with pytest.raises(wire.WireError, match="nested more than 32 deep"):
                wire.decode_reply(body)


def test_many_shallow_lists_are_not_deep():
    body = wire.frame(Ran(1, (Transcript((Returned(List((List(()),) * 500)),) * 3),)))[wire.HEADER.size :]
    assert isinstance(wire.decode_reply(body), Ran)


@pytest.mark.parametrize("dtype", SIGNALLING)
def test_a_signalling_nan_fails_without_a_warning(dtype: str):
    value = Array(dtype, (2,), 2 * SIGNALLING[dtype])  # type: ignore[arg-type]
    assert "not finite" in judged(close(dtype), Returned(value)).message
    assert judged(between(-1.0, 1.0), Returned(value)).verdict == "failed"
    if dtype != "bfloat16":
        expected = Array(dtype, (2,), bytes(len(value.data)))  # type: ignore[arg-type]
        assert judged(equal(expected), Returned(value)).verdict == "failed"


@pytest.mark.parametrize(("dtype", "high"), [("float16", 1e10), ("float32", 1e300), ("bfloat16", 1e300)])
def test_no_infinity_lies_below_a_bound_that_the_dtype_cannot_hold(dtype: str, high: float):
    infinity = {"float16": b"\x00\x7c", "float32": b"\0\0\x80\x7f", "bfloat16": b"\x80\x7f"}[dtype]
    value = Returned(Array(dtype, (1,), infinity))  # type: ignore[arg-type]
    assert judged(between(-high, high), value).verdict == "failed"
    assert judged(between(-np.inf, np.inf), value).verdict == "passed"
    assert judged(between(-high, high), Returned(Array(dtype, (1,), bytes(len(infinity))))).verdict == "passed"  # type: ignore[arg-type]


def test_a_long_array_where_a_short_list_is_expected_is_not_unpacked():
    value = Array("uint8", (4 << 20,), bytes(4 << 20))
    example = Example(PROGRAM, (equal(List((1, 2))),), ("", "f(x)"))
    transcript = Transcript((Done(), Returned(value)))
    tracemalloc.start()
    try:
        assert judge_check([example], [transcript], Setting()).verdict == "failed"
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def test_an_integer_beyond_int64_is_told_by_its_dtype():
    expected = from_numpy(np.array(1.0))
    result = judged(Close(step=1, subject=SUBJECT, expected=expected, dtype="float64"), Returned(1 << 63))
    assert result.message == "f(x) returned uint64, but should return float64."


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (List((1, Tuple((2.5,)), Dict({"a": None}))), "[1, (2.5), {'a': None}]"),
        (List(tuple(range(25))), f"[{', '.join(map(str, range(20)))}, ...]"),
        (List(()), "[]"),
        (IMPOSSIBLE, "?"),
        ("x" * 1000, "'" + "x" * 196 + "..."),
    ],
)
def test_values_are_shown_shortly(value: Value, shown: str):
    assert show(value) == shown


def test_a_broad_value_is_shown_without_looking_at_all_of_it(monkeypatch: pytest.MonkeyPatch):
    value: Value = "x" * 150
    for _ in range(4):
        value = List((value,) * 20)  # 160,000 strings
    calls: list[Value] = []

    def counted(one: Value) -> str:
        calls.append(one)
        return show(one)

    monkeypatch.setattr(values, "show", counted)
    assert len(show(value)) == MAX_SHOWN
    assert 0 < len(calls) < 100


@pytest.mark.parametrize("errors", [(5e-324, 1.7e308), (5e-324, 1e-300, 1.0, 1.7e308)])
def test_errors_further_apart_than_a_float_can_say_are_drawn(errors: tuple[float, ...]):
    expected = from_numpy(np.zeros(len(errors)))
    value = Array("float64", (len(errors),), np.array(errors).tobytes())
    shown = report(_check_of(Close(step=1, subject=SUBJECT, expected=expected, dtype="float64", tolerance=0.0), value))
    assert "up to 1.7e+308" in html.render(shown)


def _check_of(expectation: Expectation, value: Array) -> CheckReport:
    """The report of a public check that failed with this value."""
    example = Example(PROGRAM, (expectation,), ("", "f(x)"))
    transcript = Transcript((Done(), Returned(value)))
    outcome = judge_check([example], [transcript], Setting())
    check = RecordedCheck("f", "It is zero.", 1.0, True, "", (), (example,))
    return build._check(
        Judged(check, outcome, 0.0, Case(example, transcript, outcome.findings)), 0.0, "dlgrade check 1"
    )
