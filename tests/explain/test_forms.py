"""Right values in another shape or in other places, and sums over an axis too few or too many."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.explain.patterns.forms import order, shape
from tests.explain.factory import matrices, rng, wrong

Change = Callable[[Any], Any]
VECTORS = [rng(k).normal(size=5 + k) for k in range(4)]
CUBES = [rng(k).normal(size=(2 + k, 3 + k, 6 + k)) for k in range(3)]

SHAPES: list[tuple[str, list[Any], Change]] = [
    ("`f` is the transpose of what it should be.", matrices(), lambda v: v.T),
    ("an axis of length 1 too many is left", matrices(), lambda v: v[:, None]),
    ("an axis of length 1 is missing", [v[None] for v in VECTORS], lambda v: v[0]),
    ("are right and in the right order, but their shape is not", matrices(), lambda v: v.reshape(v.shape[::-1])),
    ("is a single number, the sum of all entries", matrices(), np.sum),
    ("is a single number, the mean of all entries", matrices(), np.mean),
    ("lacks its last entry", VECTORS, lambda v: v[:-1]),
    ("lacks its first entry", VECTORS, lambda v: v[1:]),
    ("has one entry too many at its end", VECTORS, lambda v: np.append(v, 7.0)),
    ("has one entry too many at its beginning", VECTORS, lambda v: np.insert(v, 0, 7.0)),
    ("transposed by (0, 2, 1) it is right", CUBES, lambda v: v.transpose(0, 2, 1)),
    ("transposed by (1, 2, 0) it is right", CUBES, lambda v: v.transpose(2, 0, 1)),
    ("`f` is summed over axis 0 too, which should stay.", matrices(), lambda v: v.sum(0)),
    ("`f` is averaged over axis 1 too, which should stay.", matrices(), lambda v: v.mean(1)),
]


@pytest.mark.parametrize(("says", "truths", "change"), SHAPES, ids=[says for says, _, _ in SHAPES])
def test_what_a_wrong_shape_comes_from_is_told(says, truths, change):
    assert says in shape("f", [wrong(change(truth), truth) for truth in truths])


@pytest.mark.parametrize(("says", "truths", "change"), SHAPES, ids=[says for says, _, _ in SHAPES])
def test_other_values_in_that_shape_are_not_explained_by_it(says, truths, change):
    samples = [wrong(change(truth), truth) for truth in truths]
    for at, truth in enumerate(truths):
        near = wrong(1.001 * change(truth), truth)
        assert shape("f", [*samples[:at], near, *samples[at + 1 :]]) == ""


def test_an_axis_that_is_not_summed_is_told():
    random = rng(3)
    wide = [random.normal(size=(3 + k, 4 + k)) for k in range(3)]
    assert "is not summed over axis 0" in shape("f", [wrong(v, v.sum(0)) for v in wide])
    assert "is not averaged over axis 1" in shape("f", [wrong(v, v.mean(1)) for v in wide])
    assert shape("f", [wrong(v, v.max(0)) for v in wide]) == ""


def test_nothing_is_said_of_the_shape_where_one_is_right():
    truths = matrices()
    assert shape("f", [wrong(v.T, v) for v in truths[:3]] + [wrong(truths[3], truths[3])]) == ""


ORDERS: list[tuple[str, list[Any], Change]] = [
    ("right, but in the reverse order.", VECTORS, lambda v: v[::-1]),
    ("right, but in the reverse order along axis 1.", matrices(), lambda v: v[:, ::-1]),
    ("right, but moved by one place.", VECTORS, lambda v: np.roll(v, 1)),
    ("right, but moved back by one place along axis 0.", [rng(k).normal(size=(3, 4 + k)) for k in range(3)],
     lambda v: np.roll(v, -1, 0)),
    ("`f` is the transpose of what it should be.", [rng(k).normal(size=(3 + k, 3 + k)) for k in range(3)],
     lambda v: v.T),
    ("`f` has the right entries in the wrong places.", matrices(), lambda v: np.sort(v, axis=None).reshape(v.shape)),
]  # fmt: skip


@pytest.mark.parametrize(("says", "truths", "change"), ORDERS, ids=[says for says, _, _ in ORDERS])
def test_right_entries_in_other_places_are_told(says, truths, change):
    samples = [wrong(change(truth), truth) for truth in truths]
    assert says in order("f", samples)
    for at, truth in enumerate(truths):
        near = wrong(change(truth) + 1e-4, truth)
        assert order("f", [*samples[:at], near, *samples[at + 1 :]]) == ""


@given(st.integers(0, 2**32 - 1))
def test_of_unrelated_arrays_no_form_is_told(seed):
    random = rng(seed)
    truths = [random.normal(size=(2 + k, 3)) for k in range(3)]
    for change in (lambda v: v, lambda v: v.T, lambda v: v[1:], lambda v: v[None], lambda v: v.sum(0), np.sum):
        got = [change(random.normal(size=truth.shape)) for truth in truths]
        samples = [wrong(one, truth) for one, truth in zip(got, truths, strict=True)]
        assert shape("f", samples) == order("f", samples) == ""


@given(st.lists(st.integers(0, 3), max_size=3), st.lists(st.integers(0, 3), max_size=3))
def test_no_pair_of_shapes_makes_it_raise(got, truth):
    random = rng()
    sample = wrong(random.normal(size=got), random.normal(size=truth))
    assert isinstance(shape("f", [sample]) + order("f", [sample]), str)
