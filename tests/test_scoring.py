"""What is not known is not a number; what anybody could copy is worth nothing by itself."""

from grader.scoring import Mark, earned, score


def test_passed_checks_earn_their_points_and_no_others_do() -> None:
    marks = [Mark("passed", 1), Mark("failed", 2), Mark("blocked", 4), Mark("not_attempted", 8), Mark("passed", 16)]
    assert earned(marks) == (1, 0, 0, 0, 16)
    assert score(marks) == 17


def test_a_fault_makes_no_score() -> None:
    assert score([Mark("passed", 1), Mark("fault", 1)]) is None


def test_nothing_judged_makes_no_score() -> None:
    assert score([]) is None


def test_worked_examples_alone_earn_nothing() -> None:
    example, drawn = Mark("passed", 1, public=True), Mark("failed", 2)
    assert score([example, example, drawn]) == 0
    assert score([example, example, drawn, Mark("passed", 2)]) == 4


def test_worked_examples_that_were_run_alone_count() -> None:
    """As with `--only`: there is nothing that could have passed beside them."""
    assert score([Mark("passed", 1, public=True)]) == 1
    assert score([Mark("passed", 1, public=True), Mark("failed", 0)]) == 1


def test_a_hidden_check_without_points_speaks_for_nothing() -> None:
    assert score([Mark("passed", 1, public=True), Mark("passed", 0), Mark("failed", 1)]) == 0
