"""The statistics of a class, with numbers that were worked out by hand."""

from math import sqrt

import pytest

from grader.report.classroom.figures import (
    Bin,
    discrimination,
    round_step,
    score_bins,
    success_rate,
    summary,
    time_bins,
)


def test_summary_interpolates_quartiles_and_divides_the_deviation_by_one_less():
    its = summary([1, 2, 3, 4, 10])
    assert its is not None
    assert (its.number, its.mean, its.median, its.minimum, its.maximum) == (5, 4, 3, 1, 10)
    assert (its.lower_quartile, its.upper_quartile) == (2, 4)
    assert its.deviation == pytest.approx(sqrt((9 + 4 + 1 + 0 + 36) / 4))


def test_quartiles_of_four_lie_between_them():
    its = summary([8, 0, 4, 2])  # in order 0 2 4 8; positions 0.75, 1.5 and 2.25
    assert its is not None
    assert (its.lower_quartile, its.median, its.upper_quartile) == (1.5, 3, 5)


def test_summary_of_one_has_no_deviation_and_of_none_is_none():
    alone = summary([7.5])
    assert alone is not None
    assert (alone.mean, alone.lower_quartile, alone.upper_quartile, alone.deviation) == (7.5, 7.5, 7.5, None)
    assert summary([]) is None


def test_success_rate_is_the_share_who_pass():
    assert success_rate([True, True, False, True]) == 0.75
    assert success_rate([]) is None


def test_discrimination_is_the_correlation_with_the_other_points():
    # x = 1 1 0 0 with mean 1/2, y = 6 4 4 2 with mean 4: cov = 2 / 3, s_x = sqrt(1 / 3), s_y = sqrt(8 / 3).
    expected = (2 / 3) / (sqrt(1 / 3) * sqrt(8 / 3))
    assert expected == pytest.approx(1 / sqrt(2))
    assert discrimination([True, True, False, False], [6, 4, 4, 2]) == pytest.approx(expected)


def test_discrimination_is_negative_where_the_strong_fail():
    assert discrimination([False, False, True], [9, 9, 0]) == pytest.approx(-1)


@pytest.mark.parametrize(
    ("passed", "others"),
    [
        ([True] * 4, [1, 2, 3, 4]),
        ([False] * 4, [1, 2, 3, 4]),
        ([True, False, True], [5, 5, 5]),
        ([True, False], [1, 0]),
    ],
    ids=["all pass", "none passes", "others alike", "only two"],
)
def test_discrimination_is_undefined_rather_than_invented(passed: list[bool], others: list[float]):
    assert discrimination(passed, others) is None


def test_full_marks_have_a_bin_of_their_own():
    bins = score_bins([20, 19.5, 0, 0.5], 20)
    assert len(bins) == 21
    assert (bins[0], bins[19], bins[20]) == (Bin(0, 1, 2), Bin(19, 20, 1), Bin(20, 21, 1))
    assert sum(one.number for one in bins) == 4


def test_scores_above_the_maximum_are_still_in_a_bin():
    bins = score_bins([12, 14.5], 12)
    assert bins[-1] == Bin(14, 15, 1)


@pytest.mark.parametrize(("maximum", "width"), [(3, 0.1), (8, 1), (30, 1), (31, 2), (100, 5), (1000, 50)])
def test_bins_are_of_round_width_and_few(maximum: float, width: float):
    bins = score_bins([maximum], maximum)
    assert bins[0].high == pytest.approx(width)
    assert bins[-1].number == 1
    assert len(bins) <= 31


def test_scores_on_an_edge_that_floats_miss_count_above_it():
    bins = score_bins([0.1 + 0.2, 0.7], 1)  # 0.30000000000000004, and 0.7 / 0.05 = 13.999999999999998
    assert [one.number for one in bins].index(1) == 6
    assert bins[14].number == 1


def test_round_step_is_one_two_or_five():
    assert [round_step(span, 10) for span in (10, 11, 21, 51, 0.5, 0)] == pytest.approx([1, 2, 5, 10, 0.05, 1])


def test_time_bins_reach_from_the_shortest_to_the_longest():
    bins = time_bins([0.3, 0.25, 1.0, 0.0])
    assert bins[0] == Bin(0.001, 0.002, 1)
    assert bins[-1] == Bin(1, 2, 1)
    assert [one.number for one in bins if one.low == 0.2] == [2]
    assert time_bins([]) == ()
