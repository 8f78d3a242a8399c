"""What an answer is instead of the right one: told where it holds in every example, and nowhere else."""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec import structs
from numpy.typing import NDArray

from grader.explain.patterns.relations import relation
from grader.explain.patterns.samples import Sample
from tests.explain.factory import kept, matrices, rng, wrong

Change = Callable[[NDArray[np.float64]], Any]

OF_VALUES: list[tuple[str, Change, Change]] = [
    ("`f` is zero everywhere.", lambda v: 0 * v, lambda v: np.where(v == v.max(), 1e-9, 0.0)),
    ("has the right size and the opposite sign", lambda v: -v, lambda v: -v + 1e-6),
    ("is exactly 2 times what it should be. The direction is right", lambda v: 2 * v, lambda v: 2 * v + 1e-6),
    ("is exactly -1/3 times what it should be. The direction is opposite", lambda v: -v / 3, lambda v: -v / 3 + v**2),
    ("is about 0.3712 times", lambda v: 0.3712 * v, lambda v: 0.3712 * v + 1e-5 * v**2),
    ("is the absolute value of", np.abs, lambda v: np.abs(v) + 1e-4),
    ("Every entry of `f` is too large by 1/2.", lambda v: v + 0.5, lambda v: v + 0.5 + 1e-3 * v),
    ("Every entry of `f` is too small by 3.", lambda v: v - 3, lambda v: v - 3 + 1e-3 * v),
    ("has the right sign and is too small, 0.", lambda v: v / (1.5 + v**2), lambda v: v / (0.9 + v**2)),
    ("has the right sign and is too large", lambda v: v * (1.5 + v**2), lambda v: v * (0.9 + v**2)),
    ("Every entry of `f` has the wrong sign.", lambda v: -v * (1.5 + v**2), lambda v: np.abs(v) * (1.5 + v**2)),
    ("is right to 4 digits only: it looks like an approximation",
     lambda v: v + 5e-5 * np.sin(7e4 * v) * np.abs(v).max(),
     lambda v: v + 5e-2 * np.sin(7e4 * v) * np.abs(v).max()),
    ("digits only, as if computed in float32", lambda v: v.astype("float32").astype("float64"),
     lambda v: v.astype("float16").astype("float64")),
    ("is the running sum of", lambda v: np.cumsum(v, axis=-1), lambda v: np.cumsum(v, axis=0)),
    ("only the dtype is float32, where float64 is asked for", lambda v: v.astype("float32"),
     lambda v: (v * 1.01).astype("float32")),
]  # fmt: skip


def of(change: Change) -> list[Sample]:
    """The samples that a change of the right values gives."""
    return [wrong(change(truth), truth) for truth in matrices()]


@pytest.mark.parametrize(("says", "holds", "near_miss"), OF_VALUES, ids=[says for says, _, _ in OF_VALUES])
def test_a_change_of_the_right_values_is_told_and_a_near_miss_is_not(says, holds, near_miss):
    assert says in relation("f", of(holds))
    assert says not in relation("f", of(near_miss))


@pytest.mark.parametrize(("says", "holds", "near_miss"), OF_VALUES, ids=[says for says, _, _ in OF_VALUES])
def test_one_counter_example_silences_it(says, holds, near_miss):
    samples, other = of(holds), of(near_miss)
    for at in range(len(samples)):
        assert says not in relation("f", [*samples[:at], other[at], *samples[at + 1 :]])


def with_input(change: Callable[[Any, Any], Any], value: Change = lambda v: v) -> list[Sample]:
    """Samples with an input `x` of the shape that `value` gives it."""
    found, random = [], rng(5)
    for truth in matrices():
        x = value(random.normal(size=truth.shape))
        found.append(wrong(change(truth, x), truth, {"x": x}))
    return found


OF_INPUTS: list[tuple[str, list[Sample]]] = [
    ("`f` is the input `x`.", with_input(lambda _, x: x)),
    ("`f` is the input `x`, with the opposite sign.", with_input(lambda _, x: -x)),
    ("`f` is the transpose of the input `x`.", with_input(lambda _, x: x.T, lambda v: v.T.copy())),
    ("`f` is the right value plus `x`, which does not belong there.", with_input(lambda t, x: t + x)),
    ("`f` is the right value plus 3 times `x`, which does not belong there.", with_input(lambda t, x: t + 3 * x)),
    ("What `f` lacks is exactly `x`: added to it, all is right.", with_input(lambda t, x: t - x)),
    ("What `f` lacks is exactly `x`: added to it, all is right.", with_input(lambda t, x: t - x, lambda v: v[0])),
    ("`f` is what it should be, multiplied by `x` entry by entry.", with_input(lambda t, x: t * x)),
    ("`f` is what it should be, divided by `x` entry by entry.", with_input(lambda t, x: t / x)),
]


@pytest.mark.parametrize(("says", "samples"), OF_INPUTS, ids=[says for says, _ in OF_INPUTS])
def test_an_input_in_the_answer_is_told(says, samples):
    assert relation("f", samples) == says
    moved = structs.replace(samples[-1], got=samples[-1].got * (1 + 1e-4 * np.sign(samples[-1].got - 0.3)))
    assert says not in relation("f", [*samples[:-1], moved])


def test_an_input_that_is_an_integer_or_too_long_is_no_reason():
    assert relation("f", with_input(lambda t, x: t + x, lambda v: (9 * v).astype("int64"))) == ""
    assert "`x`" not in relation("f", with_input(lambda t, x: t * x[0], lambda v: v[None]))


def test_another_value_of_the_example_is_told():
    def samples(change):
        return [wrong(change(truth, other), truth, others={"g": other}) for truth, other in pairs]

    pairs = [(one, other) for one, other in zip(matrices(), matrices(seed=9), strict=True)]
    assert relation("f", samples(lambda _, g: g)) == "`f` is what should be `g`."
    assert relation("f", samples(lambda t, g: t + g)) == "`f` is the right value plus what `g` should be."
    assert relation("f", samples(lambda t, g: t + 2.5 * g)) == ""


def test_a_multiple_that_changes_from_case_to_case_is_told_with_its_span():
    factors = (1.3, 2.1, 2.2, 5.7)
    samples = [wrong(factor * truth, truth) for factor, truth in zip(factors, matrices(), strict=True)]
    assert relation("f", samples) == (
        "`f` is a multiple of what it should be, by one factor in each case, 1.3 to 5.7. The direction is right."
    )


def test_an_entry_that_is_right_but_for_rounding_is_not_too_small_whatever_comes_first():
    truths = matrices()
    half = [np.where(truth == truth.max(), 1 - 6e-8, 0.5) * truth for truth in truths]
    exact = wrong(0.5 * truths[0] / (1 + truths[0] ** 2), truths[0])
    rounded = [wrong(got.astype("float32"), v, dtype="float32") for got, v in zip(half, truths, strict=True)]
    assert "Every entry" not in relation("f", [exact, *rounded])
    assert "Every entry" not in relation("f", [*rounded, exact])


def test_where_the_factor_changes_its_sign_no_direction_is_told():
    samples = [wrong(factor * one, one) for factor, one in zip((1.3, -2.1, 2.2, 5.7), matrices(), strict=True)]
    assert relation("f", samples).endswith("-2.1 to 5.7.")


def test_any_number_is_a_multiple_of_another_so_nothing_is_said_of_numbers():
    random = rng(2)
    assert relation("f", [wrong(got, truth) for got, truth in random.normal(size=(6, 2)) + 4]).find("multiple") < 0


def test_too_few_entries_say_nothing():
    assert relation("f", [wrong([2.0, 4.0], [1.0, 2.0])]) == ""
    assert relation("f", [wrong([2.0, 4.0, 7.0], [1.0, 2.0, 3.5])]) != ""


def test_of_ones_and_zeros_only_what_is_no_chance_is_told():
    truths = [np.array([0.0, 1.0, 1.0]), np.array([1.0, 0.0]), np.array([1.0, 1.0, 0.0])]
    assert relation("f", [wrong(1 - one, one) for one in truths]) == ""
    assert relation("f", [wrong(one[::-1], one) for one in truths]) == ""
    assert "opposite sign" in relation("f", [wrong(-one, one) for one in truths])


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_what_is_not_finite_is_related_to_nothing(value):
    samples = [wrong(np.where(truth == truth.max(), value, 2 * truth), truth) for truth in matrices()]
    assert relation("f", samples) == ""


def test_what_was_handed_over_and_changed_is_looked_at_by_its_change():
    start, change = rng(1).normal(size=(2, 3, 4))
    moved = kept(start - 2 * change, start - change, start).moved()
    assert moved is not None
    assert "exactly 2 times" in relation("the change", [moved])
    assert kept(start[0], start - change, start).moved() is None


numbers = st.integers(0, 2**32 - 1)


@given(numbers, st.integers(1, 5))
def test_of_arrays_that_have_nothing_to_do_with_the_truth_nothing_is_said(seed, count):
    random = rng(seed)
    samples = []
    for k in range(count):
        shape = (2 + k % 2, 3 + k % 3)
        truth, got, x, g = random.normal(size=(4, *shape))
        samples.append(wrong(got, truth, {"x": x, "row": x[0]}, {"lr": random.uniform()}, {"g": g}))
    assume(max(float(np.abs(one.truth).max()) for one in samples) < 10)
    assert relation("f", samples) == ""


@given(numbers, st.lists(st.floats(-9, 9).filter(lambda one: abs(one) > 0.01), min_size=1, max_size=5))
def test_every_multiple_that_is_told_is_one(seed, factors):
    random = rng(seed)
    truths = [random.normal(size=(3, 2 + k)) for k in range(len(factors))]
    noise = [random.choice([0.0, 1e-6]) * random.normal(size=truth.shape) for truth in truths]
    got = [factor * truth + error for factor, truth, error in zip(factors, truths, noise, strict=True)]
    text = relation("f", [wrong(one, truth) for one, truth in zip(got, truths, strict=True)])
    if any(word in text for word in ("exactly", "about", "by one factor", "opposite sign.")):
        for one, truth in zip(got, truths, strict=True):
            factor = (one * truth).sum() / (truth**2).sum()
            assert np.allclose(one, factor * truth, rtol=0, atol=1e-7 * np.abs(one).max())


def test_a_span_has_the_digits_that_tell_it_from_one():
    samples = [wrong(truth * np.where(truth > 0, 1.0061, 1.0062), truth) for truth in matrices()]
    assert relation("f", samples).endswith("too large, 1.0061 to 1.0062 times what it should be.")


def test_what_is_right_but_for_the_last_digits_is_no_multiple():
    for slip in (3e-8, -2e-9):
        assert "times" not in relation("f", [wrong(truth * (1 + slip), truth) for truth in matrices()])


def test_infinite_truths_and_answers_are_no_reason_to_warn():
    samples = of(lambda v: 2 * v + v**2)
    infinite = np.full((2, 2), np.inf)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert relation("f", [*samples, wrong(infinite, infinite)]) == ""
