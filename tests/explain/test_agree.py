"""Two answers are the same only if nothing but the order of a sum can lie between them."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from grader.experiment.expectation import Expectation
from grader.experiment.program import Done, Observation, Raised, Returned, Skipped, Warned
from grader.experiment.values import Array, Dict, List, Tuple, Value
from grader.explain.agree import agree, is_informative, same
from tests.explain.factory import rng
from tests.judge.factory import QUIET, UNCHANGED, array, close, equal
from tests.judge.test_chance import SHAPE, dropped, either, share, uniform

TRUTH = rng().normal(size=(4, 5))
MISTAKE = TRUTH + 1.0


def answers_alike(expectation: Expectation, mine: Observation, theirs: Observation) -> bool:
    """Whether two observations without warnings agree, either way round."""
    one, other = agree(expectation, (mine, ()), (theirs, ())), agree(expectation, (theirs, ()), (mine, ()))
    assert one == other
    return one


def alike(mine: Any, theirs: Any, truth: Any = TRUTH) -> bool:
    """Whether two arrays agree as answers to a truth."""
    return answers_alike(close(truth), Returned(array(mine)), Returned(array(theirs)))


@pytest.mark.parametrize("dtype", ["float32", "float64", "float16"])
def test_sums_in_another_order_agree(dtype):
    terms = rng(1).normal(size=(1000, 4, 5)).astype(dtype)
    forward = np.add.reduce(terms, axis=0, dtype=dtype)
    backward = np.zeros_like(forward)
    for term in terms[::-1]:
        backward += term
    truth = close(np.zeros((4, 5)), dtype)
    assert not np.array_equal(forward, backward)
    assert answers_alike(truth, Returned(array(forward, dtype)), Returned(array(backward, dtype)))


@pytest.mark.parametrize(
    "changed",
    [
        MISTAKE.astype("float32"), MISTAKE[:, :4], MISTAKE.T, MISTAKE.reshape(20), -MISTAKE, MISTAKE + 1e-3,
        MISTAKE * (1 + 1e-4), np.where(np.eye(4, 5) > 0, np.nan, MISTAKE), np.where(np.eye(4, 5) > 0, np.inf, MISTAKE),
    ],
)  # fmt: skip
def test_another_dtype_shape_sign_or_value_does_not_agree(changed):
    mine, theirs = Returned(array(changed, changed.dtype.name)), Returned(array(MISTAKE))
    assert answers_alike(close(TRUTH), theirs, theirs)
    assert not answers_alike(close(TRUTH), mine, theirs)


def test_what_lies_half_way_between_mistake_and_truth_is_not_the_mistake():
    for distance in (1.0, 1e-3, 1e-7, 1e-9):
        mistake = TRUTH + distance
        assert alike(mistake, mistake)
        assert not alike(TRUTH + distance / 2, mistake)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 1.1])
def test_no_generous_dtype_lets_the_truth_pass_for_the_mistake(share):
    mistake = (TRUTH * 1.01).astype("float16")
    between = (TRUTH + share * (mistake - TRUTH)).astype("float16")
    mine, theirs = Returned(array(between, "float16")), Returned(array(mistake, "float16"))
    assert not answers_alike(close(TRUTH, "float16"), mine, theirs)


def test_the_same_places_must_not_be_finite():
    one, other = np.array([1.0, np.nan, np.inf, -np.inf]), np.array([1.0, np.nan, np.inf, np.inf])
    assert alike(one, one.copy(), np.zeros(4))
    assert not alike(one, other, np.zeros(4))
    assert not alike(one, np.roll(one, 1), np.zeros(4))


PLAIN: list[tuple[Value, Value, bool]] = [
    (List((1, 2.5)), List((1, 2.5)), True),
    (List((1, 2)), Tuple((1, 2)), False),
    (List((1, 2)), List((1, 2, 3)), False),
    (Tuple((1, "a")), Tuple((1, "b")), False),
    (Dict({"a": 1.0}), Dict({"a": 1.0 + 1e-15}), True),
    (Dict({"a": 1.0}), Dict({"b": 1.0}), False),
    (Dict({"a": 1.0}), Dict({"a": 1.0, "b": 1.0}), False),
    (1, 1.0, False), (True, 1, False), (None, 0, False), ("x", "x", True), (None, None, True),
    (0.1 + 0.2, 0.3, True), (math.nan, math.nan, True), (1 << 63, 1 << 63, True), (3, 4, False),
    (List((array([1.0]),)), List((array([1.0 + 1e-14]),)), True),
    (List((array([1.0]),)), List((array([1.1]),)), False),
]  # fmt: skip


@pytest.mark.parametrize(("mine", "theirs", "expected"), PLAIN)
def test_plain_values_agree_item_by_item_and_type_by_type(mine, theirs, expected):
    assert answers_alike(equal(None), Returned(mine), Returned(theirs)) is expected
    assert same(mine, mine)


VALUE = Raised(("ValueError", "Exception"), "no such gate")
RAISES: list[tuple[Observation, Observation, bool]] = [
    (VALUE, Raised(("ValueError", "Exception"), "no such gate"), True),
    (VALUE, Raised(("ValueError", "Exception"), "another"), False),
    (VALUE, Raised(("KeyError", "Exception"), "no such gate"), False),
    (VALUE, Returned(None), False),
    (Skipped(1), Skipped(2), True),
    (Skipped(1), VALUE, False),
    (Done(), Returned(None), False),
]


@pytest.mark.parametrize(("mine", "theirs", "expected"), RAISES)
def test_exceptions_agree_in_type_and_message(mine, theirs, expected):
    assert answers_alike(close(TRUTH), mine, theirs) is expected


def test_of_what_may_not_change_only_the_changed_arguments_count():
    one, other = Returned(array([1.0]), ("0",)), Returned(array([2.0]), ("0",))
    assert answers_alike(UNCHANGED, one, other)
    assert answers_alike(UNCHANGED, Done(("0", "1")), Returned(None, ("1", "0")))
    assert not answers_alike(UNCHANGED, one, Returned(array([1.0]), ("1",)))
    assert not answers_alike(UNCHANGED, one, Returned(array([1.0])))


def test_of_what_may_not_warn_only_the_warnings_count():
    overflow, division = Warned(0, "RuntimeWarning", "overflow"), Warned(0, "RuntimeWarning", "divide by zero")
    one, other = Returned(array([1.0])), Returned(array([2.0]))
    assert agree(QUIET, (one, (overflow,)), (other, (overflow, overflow)))
    assert not agree(QUIET, (one, (overflow,)), (other, (division,)))
    assert not agree(QUIET, (one, (overflow,)), (other, ()))


shapes = st.lists(st.integers(0, 5), max_size=3).map(tuple)
forged = st.builds(Array, st.sampled_from(["float64", "float32", "bool", "bfloat16", "complex64"]), shapes, st.binary())


@given(mine=forged, theirs=forged)
def test_an_array_whose_bytes_do_not_fit_never_agrees_and_never_raises(mine, theirs):
    result = answers_alike(close(TRUTH), Returned(mine), Returned(theirs))
    assert result is False or (mine.is_whole and theirs.is_whole)


floats = arrays.arrays(np.float64, (3,), elements=st.floats(width=64))


@given(mine=floats, theirs=floats, truth=floats)
def test_no_numbers_make_it_raise_and_all_agree_with_themselves(mine, theirs, truth):
    alike(mine, theirs, truth)
    assert alike(mine, mine, truth)


def test_only_what_returned_or_raised_says_something_of_its_own():
    assert all(is_informative((one, ())) for one in (Returned(None), Done(), VALUE))
    assert not is_informative((Skipped(0), ()))


def test_other_draws_of_one_mistake_agree():
    unscaled = [dropped(0.3, seed) for seed in (1, 2)]
    choices = either(np.zeros(SHAPE), np.ones(SHAPE) / 0.7)
    assert answers_alike(choices, *(Returned(array(one)) for one in unscaled))
    assert not answers_alike(choices, Returned(array(unscaled[0])), Returned(array(0.5 * unscaled[1])))
    assert not answers_alike(choices, Returned(array(unscaled[0])), Returned(array(unscaled[1] / 0.7)))


@pytest.mark.parametrize("along", [None, 0, 1])
def test_other_draws_of_one_share_agree(along):
    wrong = [Returned(array(dropped(0.7, seed))) for seed in (1, 2)]
    assert answers_alike(share(along=along), *wrong)
    assert not answers_alike(share(along=along), wrong[0], Returned(array(dropped(0.5, 3))))
    assert not answers_alike(share(along=along), wrong[0], Returned(array(dropped(0.7, 3)[:5])))


def test_other_draws_of_one_spread_agree():
    draws = [np.random.default_rng(seed).uniform(0, 0.5, 5000) for seed in (1, 2)]
    assert answers_alike(uniform(), *(Returned(array(one)) for one in draws))
    assert not answers_alike(uniform(), Returned(array(draws[0])), Returned(array(draws[1] + 0.1)))
    assert not answers_alike(uniform(), Returned(array(draws[0])), Returned(array(draws[1] * np.nan)))
