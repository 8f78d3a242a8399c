"""Strategies keep their bounds, and refuse bad arguments with the repair."""

import numpy as np
import pytest
from hypothesis import find, given
from hypothesis import strategies as st

from grader.suite import KitError, arrays, away_from, dtypes, integers, shapes, sides
from grader.suite.strategies import FILLS


@given(sizes=sides(3, low=2, high=6))
def test_no_two_sides_are_alike(sizes: list[int]) -> None:
    assert len(set(sizes)) == 3
    assert all(2 <= size <= 6 for size in sizes)


@given(data=st.data(), dtype=dtypes(), shape=shapes(2))
def test_arrays_have_the_shape_and_dtype_asked_for(data: st.DataObject, dtype: str, shape: tuple[int, ...]) -> None:
    drawn = data.draw(arrays(shape, dtype, fills=tuple(FILLS)))
    assert (drawn.shape, drawn.dtype.name) == (shape, dtype)
    assert np.isfinite(drawn).all()


@given(drawn=arrays((50,), fills=("uniform",), low=-2.0, high=3.0))
def test_uniform_keeps_its_bounds(drawn: np.ndarray) -> None:
    assert drawn.min() >= -2
    assert drawn.max() < 3


@given(drawn=integers((40,), 2, 5))
def test_integers_leave_out_the_upper_bound(drawn: np.ndarray) -> None:
    assert drawn.dtype == np.int64
    assert set(drawn.tolist()) <= {2, 3, 4}


@given(drawn=arrays((30,), fills=("ties", "normal")))
def test_no_entry_stays_near_a_kink(drawn: np.ndarray) -> None:
    moved = away_from(drawn, [0.0, 1.0], distance=1e-2)
    assert (np.abs(moved) >= 1e-2 * (1 - 1e-12)).all()
    assert (np.abs(moved - drawn) <= 2e-2).all()


def test_fills_are_what_they_are_called() -> None:
    rng, shape = np.random.default_rng(0), (200,)
    assert not FILLS["zeros"](rng, shape).any()
    assert set(FILLS["ties"](rng, shape).tolist()) == {-1.0, 0.0, 1.0}
    assert np.abs(FILLS["large"](rng, shape)).min() > 900
    assert np.abs(FILLS["small"](rng, shape)).max() < 1e-4
    assert 0 < FILLS["near_constant"](rng, shape).std() < 1e-3
    mixed = np.abs(FILLS["mixed_scales"](rng, shape))
    assert mixed.max() / mixed.min() > 1e6


def test_shrinking_shrinks_the_shape() -> None:
    smallest = find(shapes(2, high=6).flatmap(arrays), lambda drawn: drawn.size > 3)
    assert smallest.size <= 5


@pytest.mark.parametrize(
    ("make", "repair"),
    [
        (lambda: sides(9, high=6), "raise `high`"),
        (lambda: arrays((2,), fills=("nomal",)).example(), "there are uniform"),
        (lambda: arrays((2,), fills=("uniform",)).example(), "needs bounds"),
        (lambda: integers((2,), 3, 3).example(), "is not below"),
    ],
)
@pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")
def test_bad_arguments_are_refused_with_the_repair(make: object, repair: str) -> None:
    with pytest.raises(KitError, match=repair):
        make()  # type: ignore[operator]
