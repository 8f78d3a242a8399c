"""What a learner's process claims is judged, whatever it claims: never believed unseen, and never a crash."""

import math
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.experiment import expectation as ex
from grader.experiment import wire
from grader.experiment.message import Ran
from grader.experiment.program import Returned, Transcript
from grader.experiment.values import ITEMSIZE, Array, Dtype
from grader.judge.arrays import from_numpy, to_numpy
from grader.judge.check import Outcome, judge_check
from grader.judge.compare import Setting, judge
from grader.judge.finding import Finding, Kind
from tests.experiment import vocabulary as vo

SUBJECT = ex.Subject("f", "f(x)")
EXPECTED = ex.Close(step=0, subject=SUBJECT, expected=from_numpy(np.ones((2, 3))), dtype="float64")


@settings(max_examples=300, deadline=None)
@given(array=vo.arrays())
def test_an_array_becomes_entries_or_a_value_error(array):
    if array.is_whole:
        assert to_numpy(array).shape == array.shape
    else:
        with pytest.raises(ValueError, match="bytes are no"):
            to_numpy(array)


@given(array=vo.whole_arrays().filter(lambda array: array.dtype != "bfloat16"))
def test_entries_keep_dtype_and_bytes(array):
    entries = to_numpy(array)
    assert entries.dtype == np.dtype(array.dtype)
    assert entries.tobytes() == array.data


@given(bits=st.integers(0, (1 << 16) - 1))
def test_bfloat16_becomes_the_same_number_in_float32(bits):
    (entry,) = to_numpy(Array("bfloat16", (1,), bits.to_bytes(2, "little")))
    assert entry.view(np.uint32) == bits << 16


@pytest.mark.parametrize("dtype", get_args(Dtype))
@pytest.mark.parametrize("shape", [((1 << 47), (1 << 47)), (1 << 40,), (3,)])
def test_a_shape_without_its_bytes_allocates_nothing(dtype, shape):
    array = Array(dtype, shape, bytes(2 * ITEMSIZE[dtype]))
    assert array.size == math.prod(shape)
    with pytest.raises(ValueError, match="bytes are no"):
        to_numpy(array)


@pytest.mark.parametrize("shape", [(0,), (0, 1 << 47), (0, 1 << 47, 1 << 47), (1,) * 32])
def test_an_extreme_shape_is_judged_and_not_right(shape):
    array = Array("float64", shape, bytes(8 * math.prod(shape)))
    finding = judge(EXPECTED, Transcript((Returned(array),)), Setting())
    assert finding.kind == "shape"


@settings(max_examples=400, deadline=None)
@given(expectation=vo.expectations, transcript=vo.transcripts, flavour=st.sampled_from(("numpy", "torch")))
def test_any_transcript_comes_to_a_finding(expectation, transcript, flavour):
    finding = judge(expectation, transcript, Setting(flavour))
    assert finding.kind in get_args(Kind)
    assert finding.right or finding.sentence


@settings(max_examples=200, deadline=None)
@given(observations=st.lists(vo.transcripts, max_size=3), examples=st.lists(vo.examples, max_size=3))
def test_any_transcripts_come_to_an_outcome(observations, examples):
    outcome = judge_check(examples, observations, Setting())
    assert isinstance(outcome, Outcome)
    if outcome.verdict == "passed":
        assert examples
        assert len(examples) == len(observations)


@pytest.mark.parametrize(
    "value",
    [
        Array("float64", (2, 3), b""),
        Array("float64", (2, 3), bytes(47)),
        Array("float64", (2, 3), bytes(49)),
        Array("float32", (2, 3), bytes(48)),
        Array("float64", (6,), np.ones(6).tobytes()),
        Array("float64", (2, 3), np.full(6, np.nan).tobytes()),
        Array("float64", (2, 3), np.ones(6).tobytes()[:-1] + b"\0"),
        None, True, 1, 1.0, "1", (),
    ],
    ids=lambda value: f"{value.dtype}{value.shape}{len(value.data)}" if isinstance(value, Array) else repr(value),
)  # fmt: skip
def test_a_claim_that_nearly_fits_is_not_right(value):
    right = Array("float64", (2, 3), np.ones(6).tobytes())
    assert judge(EXPECTED, Transcript((Returned(right),)), Setting()).right
    assert not judge(EXPECTED, Transcript((Returned(value),)), Setting()).right


@pytest.mark.parametrize(("container", "device", "kind"), [
    ("tensor", "cuda:0", "right"), ("tensor", "cpu", "device"), ("array", "cpu", "type"), ("array", "cuda:0", "type"),
])  # fmt: skip
def test_on_a_gpu_only_a_tensor_on_the_gpu_is_right(container, device, kind):
    value = Array("float64", (2, 3), np.ones(6).tobytes(), container=container, device=device)
    assert judge(EXPECTED, Transcript((Returned(value),)), Setting("torch", "cuda")).kind == kind


@settings(max_examples=100, deadline=None)
@given(array=vo.arrays())
def test_an_array_from_the_wire_is_judged_as_it_came(array):
    framed = wire.frame(Ran(1, (Transcript((Returned(array),)),)))
    reply = wire.decode_reply(framed[4:])
    assert isinstance(reply, Ran)
    finding: Finding = judge(EXPECTED, reply.transcripts[0], Setting())
    assert finding == judge(EXPECTED, Transcript((Returned(array),)), Setting())
