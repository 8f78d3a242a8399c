"""What is not known is not a number."""

import pytest

from grader.scoring import score


def test_passed_checks_earn_their_points_and_no_others_do() -> None:
    assert score(["passed", "failed", "blocked", "not_attempted", "passed"], [1, 2, 4, 8, 16]) == 17


def test_a_fault_makes_no_score() -> None:
    assert score(["passed", "fault"], [1, 1]) is None


def test_nothing_judged_makes_no_score() -> None:
    assert score([], []) is None


def test_points_without_a_verdict_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        score(["passed"], [1, 2])
