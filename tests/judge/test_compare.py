"""The judge is fed what is known to be bad, and every kind of it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from grader.experiment.program import Done, Raised, Returned, Skipped, Transcript, Warned
from grader.experiment.values import Array, Dict, List, Opaque, Ref, Source, Tuple, Value
from grader.judge.compare import Setting, judge
from tests.judge.factory import (
    ATTRIBUTE,
    QUIET,
    SUBJECT,
    UNCHANGED,
    array,
    between,
    close,
    equal,
    judged,
    raises,
)

TRUTH = np.arange(1.0, 7.0).reshape(2, 3)
TORCH = Setting("torch", "cpu")


def test_the_same_array_is_right() -> None:
    assert judged(close(TRUTH), array(TRUTH)).right


def test_rounding_is_allowed_and_no_more() -> None:
    assert judged(close(TRUTH), array(TRUTH * (1 + 1e-8))).right
    assert judged(close(TRUTH), array(TRUTH * (1 + 1e-6))).kind == "values"


def test_float32_is_allowed_its_own_rounding() -> None:
    assert judged(close(TRUTH, "float32"), array(TRUTH * (1 + 1e-6), "float32")).right
    assert judged(close(TRUTH, "float32"), array(TRUTH * (1 + 1e-3), "float32")).kind == "values"


@pytest.mark.parametrize(
    ("got", "kind"),
    [
        (None, "type"),
        ("0.5", "type"),
        (1.0, "type"),
        (List((1.0, 2.0)), "type"),
        (Tuple(()), "type"),
        (Dict({}), "type"),
        (Opaque("matrix"), "type"),
        (Ref(0), "type"),
        (Source("x = 1", "x"), "type"),
        (array(TRUTH.T), "shape"),
        (array(TRUTH[:1]), "shape"),
        (array(1.0), "shape"),
        (array(np.zeros((0, 3))), "shape"),
        (array(TRUTH[None]), "shape"),
        (array(TRUTH, "float32"), "dtype"),
        (array(TRUTH, "int64"), "dtype"),
        (array(TRUTH, "complex128"), "dtype"),
        (array(np.ones((2, 3)), "bool"), "dtype"),
        (array(np.full((2, 3), np.nan)), "finite"),
        (array(np.full((2, 3), np.inf)), "finite"),
        (array(np.zeros((2, 3))), "values"),
        (array(-TRUTH), "values"),
    ],
)
def test_the_first_reason_in_order_is_told(got: Value, kind: str) -> None:
    assert judged(close(TRUTH), got).kind == kind


def test_a_scalar_that_would_broadcast_does_not() -> None:
    assert judged(close(np.ones((2, 3))), array(1.0)).kind == "shape"


def test_an_empty_truth_is_met_by_an_empty_array_only() -> None:
    empty = np.zeros((0, 3))
    assert judged(close(empty), array(empty)).right
    assert judged(close(empty), array(np.zeros((0, 4)))).kind == "shape"
    assert judged(close(empty), None).kind == "type"


def test_nan_passes_only_where_the_truth_is_nan() -> None:
    truth = np.array([1.0, np.nan, np.inf, -np.inf])
    assert judged(close(truth), array(truth)).right
    assert judged(close(truth), array([1.0, 2.0, np.inf, -np.inf])).kind == "values"
    assert judged(close(truth), array([1.0, np.nan, -np.inf, -np.inf])).kind == "values"
    assert judged(close(truth), array([1.0, np.nan, 1e300, -np.inf])).kind == "values"
    assert judged(close(truth), array([np.nan, np.nan, np.inf, -np.inf])).kind == "finite"


def test_a_number_is_accepted_where_a_scalar_is_asked_for() -> None:
    for got in (0.5, array(0.5), array(0.5, container="scalar")):
        assert judged(close(0.5), got).right
    assert judged(close(0.5), array([0.5])).kind == "shape"
    assert judged(close(2.0), 2).kind == "dtype"
    assert judged(close(1.0), True).kind == "dtype"


def test_a_python_float_has_no_dtype_to_be_wrong() -> None:
    assert judged(close(0.5, "float32"), 0.5).right
    assert judged(close(0.5, "float32"), array(0.5, container="scalar")).kind == "dtype"


def test_bytes_that_do_not_fit_the_shape_never_reach_numpy() -> None:
    for data in (b"", b"1234567", b"x" * 49):
        assert judged(close(TRUTH), Array("float64", (2, 3), data)).kind == "nonsense"


def test_a_tensor_is_asked_for_where_the_submission_is_pytorch() -> None:
    assert judged(close(TRUTH), array(TRUTH), TORCH).kind == "type"
    assert judged(close(TRUTH), array(TRUTH, container="tensor"), TORCH).right


def test_a_result_must_stay_on_its_device() -> None:
    gpu = Setting("torch", "cuda")
    assert judged(close(TRUTH), array(TRUTH, container="tensor", device="cuda:0"), gpu).right
    assert judged(close(TRUTH), array(TRUTH, container="tensor", device="cpu"), gpu).kind == "device"


def test_more_terms_allow_more_rounding() -> None:
    got = array(TRUTH * (1 + 1e-4), "float32")
    assert judged(close(TRUTH, "float32"), got).kind == "values"
    assert judged(close(TRUTH, "float32", terms=10_000), got).right


def test_no_allowance_is_below_four_times_what_pytorch_achieves() -> None:
    got = array(TRUTH + 3e-4, "float32")
    assert judged(close(TRUTH, "float32"), got).kind == "values"
    assert judged(close(TRUTH, "float32", floor=1e-4), got).right


def test_bfloat16_is_compared_by_norm() -> None:
    bits = (TRUTH.astype(np.float32).view(np.uint32) >> 16).astype(np.uint16)
    assert judged(close(TRUTH, "bfloat16"), Array("bfloat16", (2, 3), bits.tobytes())).right
    wrong = ((TRUTH * 2).astype(np.float32).view(np.uint32) >> 16).astype(np.uint16)
    assert judged(close(TRUTH, "bfloat16"), Array("bfloat16", (2, 3), wrong.tobytes())).kind == "values"


def test_the_sentence_says_how_many_and_where_but_shows_numbers_only_in_public() -> None:
    got = TRUTH.copy()
    got[1, 2] += 0.31
    finding = judged(close(TRUTH), array(got))
    assert finding.sentence == "softmax(x: float64[4, 5]): 1 of 6 entries differ."
    assert finding.public.startswith("softmax(x: float64[4, 5]): 1 of 6 entries differ; the largest by 0.31 at [1, 2]")
    assert finding.where == (5,)


def test_an_attribute_is_named_with_the_call_before_it() -> None:
    finding = judged(close(TRUTH, subject=ATTRIBUTE), array(-TRUTH))
    assert finding.sentence.startswith("`grad_weight` after Linear.backward(grad_output: float64[4, 3]): 6 of 6")


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (3, 3),
        (3, array(3, "int64", container="scalar")),
        (None, None),
        (True, True),
        (True, array(True, "bool", container="scalar")),
        ("and", "and"),
        (List((1, 2)), Tuple((1, 2))),
        (List((1, 2)), array([1, 2], "int64")),
        (List((1, None)), List((1, None))),
        (Dict({"a": 1}), Dict({"a": 1})),
        (math.nan, math.nan),
        (List(()), List(())),
        (array([1, 2], "int64"), array([1, 2], "int64")),
        (array([np.nan]), array([np.nan])),
    ],
)
def test_equal_values_are_right(expected: Value, got: Value) -> None:
    assert judged(equal(expected), got).right


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (3, 4),
        (3, True),
        (True, 1),
        (None, 0),
        (0, None),
        ("and", "or"),
        (List((1, 2)), List((2, 1))),
        (List((1, 2)), List((1, 2, 3))),
        (List((1, 2)), 1),
        (Dict({"a": 1}), Dict({"a": 1, "b": 2})),
        (3, Opaque("EqualsEverything")),
        (List((1,)), Opaque("list")),
        (array([1, 2], "int64"), array([1, 3], "int64")),
        (array([1, 2], "int64"), array([1, 2], "float64")),
        (array([1, 2], "int64"), array([[1, 2]], "int64")),
        (array([1, 2], "int64"), Array("int64", (2,), b"")),
    ],
)
def test_unequal_values_are_wrong(expected: Value, got: Value) -> None:
    assert not judged(equal(expected), got).right


def test_bounds_include_both_ends_and_exclude_nan() -> None:
    assert judged(between(0, 1), array([0.0, 0.5, 1.0])).right
    assert judged(between(0, 1), array([0.0, 1.5])).kind == "values"
    assert judged(between(0, 1), array([np.nan])).kind == "values"
    assert judged(between(-math.inf, math.inf), array([np.nan])).kind == "values"
    assert "has 1 of 2 entries outside 0 to 1; the first is 1.5" in judged(between(0, 1), array([0.0, 1.5])).sentence
    assert "has 1 of 2 entries that are not 0; the first is 1.5" in judged(between(0, 0), array([0.0, 1.5])).sentence


def test_an_empty_array_is_between_nothing() -> None:
    assert judged(between(0, 1), array(np.zeros(0))).kind == "shape"


def test_bounds_may_ask_for_a_shape() -> None:
    wanted = structs.replace(between(0, 1), shape=(2,))
    assert judged(wanted, array([0.5, 0.5])).right
    assert judged(wanted, array([[0.5, 0.5]])).kind == "shape"
    assert judged(wanted, array(0.5)).kind == "shape"


def test_a_hidden_sentence_does_not_tell_how_long_a_list_should_be() -> None:
    finding = judged(equal(List((1, 2, 3))), None)
    assert "a list" in finding.sentence
    assert "3" not in finding.sentence
    assert "a list of 3" in finding.public


def test_whole_numbers_are_told_in_full() -> None:
    assert (
        "1234567, but should be 1234568" in judged(equal(array([1234568], "int64")), array([1234567], "int64")).public
    )


def test_raising_the_exception_or_one_derived_from_it_is_right() -> None:
    assert judged(raises("ValueError"), Raised(("ValueError", "Exception"))).right
    assert judged(raises("LookupError"), Raised(("KeyError", "LookupError", "Exception"))).right
    assert judged(raises("ValueError"), Raised(("TypeError", "Exception"))).kind == "raised"
    assert judged(raises("ValueError"), array(TRUTH)).kind == "not_raised"


def test_not_implemented_is_not_attempted_even_where_a_raise_is_asked_for() -> None:
    error = Raised(("NotImplementedError", "RuntimeError", "Exception"))
    assert judged(raises("ValueError"), error).kind == "not_attempted"
    assert judged(close(TRUTH), error).kind == "not_attempted"


@pytest.mark.parametrize(
    "error",
    [
        Raised(("MemoryError", "Exception"), "Unable to allocate 32.0 GiB"),
        Raised(("RuntimeError", "Exception"), "DefaultCPUAllocator: can't allocate memory: you tried"),
        Raised(("OutOfMemoryError", "RuntimeError"), "CUDA out of memory"),
    ],
)
def test_running_out_of_memory_is_told_apart(error: Raised) -> None:
    assert judged(close(TRUTH), error).kind == "out_of_memory"


def test_a_changed_argument_is_named() -> None:
    finding = judged(UNCHANGED, Returned(None, ("0", "1[2]")))
    assert finding.kind == "changed"
    assert "`dim[2]` and `x`" in finding.sentence
    assert judged(UNCHANGED, Returned(None)).right


def test_a_warning_counts_for_its_own_step_only() -> None:
    warned = (Warned(0, "RuntimeWarning", "overflow encountered in exp"),)
    assert judged(QUIET, Returned(None), warnings=warned).kind == "warned"
    assert judged(QUIET, Returned(None), warnings=(Warned(1, "RuntimeWarning", "overflow"),)).right


def test_a_value_that_was_not_sent_back_is_no_value() -> None:
    assert judge(close(TRUTH), Transcript((Done(),)), Setting()).kind == "nonsense"
    assert judge(close(TRUTH), Transcript(()), Setting()).kind == "nonsense"
    assert judge(close(TRUTH), Transcript((Skipped(0),)), Setting()).kind == "skipped"


VALUES: st.SearchStrategy[Value] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=8)
    | st.builds(Opaque, st.text(max_size=8))
    | st.builds(Ref, st.integers(0, 9))
    | st.builds(
        Array,
        st.sampled_from(["float64", "float32", "bfloat16", "bool", "int8", "uint64", "complex64"]),
        st.lists(st.integers(0, 3) | st.just(2**47), max_size=3).map(tuple),
        st.binary(max_size=72),
        container=st.sampled_from(["array", "scalar", "tensor"]),
    ),
    lambda inner: (
        st.builds(List, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Tuple, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Dict, st.dictionaries(st.text(max_size=3), inner, max_size=3))
    ),
    max_leaves=6,
)
EXPECTATIONS = st.sampled_from(
    [
        close(TRUTH),
        close(0.5, "float32"),
        close(np.zeros((0, 3))),
        equal(3),
        equal(List((1, 2))),
        equal(Dict({"a": 1.0})),
        equal(array([1, 2], "int64")),
        equal(True),
        between(0, 1),
        raises("ValueError"),
        UNCHANGED,
        QUIET,
    ]
)


@given(expectation=EXPECTATIONS, value=VALUES, flavour=st.sampled_from(["numpy", "torch"]))
def test_no_value_whatever_makes_the_judge_raise(expectation: object, value: Value, flavour: str) -> None:
    finding = judge(expectation, Transcript((Returned(value),)), Setting(flavour))  # type: ignore[arg-type]
    assert finding.right or finding.sentence


@given(value=VALUES)
def test_no_value_but_the_right_one_passes(value: Value) -> None:
    truth = np.array([[0.123456789, -7.25], [1e3, 2.5]])
    assert not judged(close(truth), value).right


def test_a_subject_of_a_call_knows_its_parameters() -> None:
    assert SUBJECT.parameters == ("x", "dim")
