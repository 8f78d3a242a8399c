"""What depends on chance is judged by what any right draw would show: honest draws pass, wrong distributions do not."""

import numpy as np
import pytest

from grader.experiment.expectation import Cost, Either, Share, Uniform
from grader.experiment.program import Done, Raised, Returned, Transcript
from grader.judge.compare import Setting, judge
from grader.suite.chance import binomial_bounds, kolmogorov_bound
from tests.judge.factory import SUBJECT, array, judged

ONES, ZEROS = np.ones((20, 30)), np.zeros((20, 30))
SHAPE = (200, 300)


def either(*choices, dtype="float64"):
    return Either(step=0, subject=SUBJECT, choices=tuple(map(array, choices)), dtype=dtype)


def share(probability=0.3, along=None, shape=SHAPE):
    counts = 1 if along is None else shape[along]
    least, most = binomial_bounds(int(np.prod(shape)) // counts, probability, 1e-9 / counts)
    return Share(
        step=0, subject=SUBJECT, low=0.0, high=0.0, probability=probability, least=least, most=most,
        what="entries that are dropped", shape=shape, along=along,
    )  # fmt: skip


def uniform(low=0.1, high=0.3, number=5000):
    bound = kolmogorov_bound(number)
    return Uniform(step=0, subject=SUBJECT, low=low, high=high, distance=bound, shape=(number,))


def dropped(probability, seed=0, shape=SHAPE):
    return (np.random.default_rng(seed).random(shape) >= probability).astype(float)


def test_entries_may_be_any_of_the_choices():
    mixed = np.where(np.eye(20, 30) > 0, 0.0, 2.5)
    assert judged(either(ZEROS, 2.5 * ONES), array(mixed)).right
    assert judged(either(ZEROS, 2.5 * ONES), array(mixed * (1 + 1e-12))).right


@pytest.mark.parametrize(
    ("got", "told"),
    [
        (np.where(np.eye(20, 30) > 0, 1.0, 2.5), "20 of 600 entries differ from everything that a draw may give"),
        (np.full((20, 30), np.nan), "600 of 600 entries differ"),
        (np.full((20, 30), 2.5 + 1e-5), "600 of 600 entries differ"),
    ],
)
def test_an_entry_that_is_no_choice_is_told(got, told):
    finding = judged(either(ZEROS, 2.5 * ONES), array(got))
    assert finding.kind == "values"
    assert told in finding.sentence
    assert "but should be 0 or 2.5" in finding.public
    assert "2.5" not in finding.sentence


def test_choices_have_a_shape_and_a_dtype():
    assert judged(either(ZEROS, ONES), array(ONES[:5])).kind == "shape"
    assert judged(either(ZEROS, ONES), array(ONES, "float32")).kind == "dtype"
    assert judged(either(ZEROS, ONES, dtype="float32"), array(ONES, "float32")).right


def test_a_share_is_that_of_honest_draws():
    for seed in range(50):
        assert judged(share(), array(dropped(0.3, seed))).right
        assert judged(share(along=0), array(dropped(0.3, seed))).right
        assert judged(share(along=1), array(dropped(0.3, seed))).right


@pytest.mark.parametrize("probability", [0.0, 0.28, 0.32, 0.5, 0.7, 1.0])
def test_another_probability_is_found_out(probability):
    finding = judged(share(), array(dropped(probability)))
    assert finding.kind == "statistics"
    assert "entries that are dropped. A probability of 0.3 makes 17" in finding.sentence


@pytest.mark.parametrize("axis", [0, 1])
def test_one_mask_for_all_slices_is_found_out_along_the_other_axis(axis):
    row = dropped(0.3, shape=tuple(1 if at == axis else side for at, side in enumerate(SHAPE)))
    shared = np.broadcast_to(row, SHAPE).copy()
    finding = judged(share(along=1 - axis), array(shared))
    assert finding.kind == "statistics"
    assert f"of axis {1 - axis}" in finding.sentence
    assert judged(share(along=1 - axis), array(dropped(0.3))).right


def test_a_share_has_a_shape():
    assert judged(share(), array(dropped(0.3)[:100])).kind == "shape"
    assert judged(share(), array(np.full(SHAPE, np.nan))).kind == "finite"


def test_binomial_bounds_are_exact():
    assert binomial_bounds(10, 0.5, 2 / 1024 + 1e-12) == (1, 9)  # 0 and 10 have 1/1024 each
    assert binomial_bounds(10, 0.5, 2 / 1024 - 1e-12) == (0, 10)
    least, most = binomial_bounds(1_000_000, 0.7)
    assert least / 1e6 == pytest.approx(0.6972, abs=1e-4)
    assert most / 1e6 == pytest.approx(0.7028, abs=1e-4)
    assert binomial_bounds(7, 0.0) == (0, 0)
    assert binomial_bounds(7, 1.0) == (7, 7)


def test_an_even_spread_is_that_of_honest_draws():
    for seed in range(50):
        assert judged(uniform(), array(np.random.default_rng(seed).uniform(0.1, 0.3, 5000))).right


@pytest.mark.parametrize(
    ("got", "told"),
    [
        (np.random.default_rng(1).uniform(0.1, 0.25, 5000), "not spread evenly from 0.1 to 0.3"),
        (np.full(5000, 0.2), "not spread evenly"),
        (0.2 + 0.02 * np.random.default_rng(1).standard_normal(5000).clip(-5, 5), "not spread evenly"),
        (np.random.default_rng(1).uniform(0.1, 0.4, 5000), "entries outside 0.1 to 0.3"),
        (np.full(5000, np.nan), "5000 of 5000 entries outside"),
    ],
)
def test_another_distribution_is_found_out(got, told):
    finding = judged(uniform(), array(got))
    assert finding.kind == "statistics"
    assert told in finding.sentence


COST = Cost(step=1, subject=SUBJECT, base=0, what="twice the height")


@pytest.mark.parametrize(
    ("lines", "told"),
    [((10, 40), "4 times as many"), ((10, 10), "does not grow"), ((0, 5), "so it grows"), ((9, 3), "does not grow")],
)
def test_cost_is_told_and_never_wrong(lines, told):
    finding = judge(COST, Transcript((Done(), Returned(1)), lines=lines), Setting())
    assert finding.right
    assert f"ran {lines[0]} of your lines, and {lines[1]} for twice the height" in finding.sentence
    assert told in finding.sentence


def test_cost_needs_a_call_that_returned_and_was_counted():
    assert judge(COST, Transcript((Done(), Done())), Setting()).kind == "nonsense"
    assert judge(COST, Transcript((Done(), Raised(("ValueError",)))), Setting()).kind == "raised"
