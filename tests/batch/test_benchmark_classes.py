"""The classes of the benchmark are what its text says of them: so many of each kind, each with what it loses."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks import classes
from grader.course import Course
from grader.report.record import Report
from tests.harness import Bench, by_name, lost

GRADIENT = {
    "example_log_softmax_backward", "log_softmax_backward", "default_dim", "small_shapes", "float32", "arguments",
}  # fmt: skip


def graded(kind: str, bench: Bench, course: Course, folder: Path) -> Report:
    (learner,) = classes.make(folder / kind, (kind,))
    return bench.grade(course.find(classes.EXERCISE), folder / kind / learner)


def test_of_a_hundred_submissions_as_many_are_of_each_kind_as_the_benchmark_says() -> None:
    assert Counter(classes.mixed(100)) == {"right": 80, "wrong": 10, "raises": 5, "endless": 3, "exits": 2}
    assert Counter(classes.mixed(970, classes.ENDING)) == {"right": 800, "wrong": 100, "raises": 50, "exits": 20}


def test_the_kinds_are_spread_over_the_class() -> None:
    failing = [number for number, kind in enumerate(classes.mixed(100)) if kind != "right"]
    assert max(after - before for before, after in pairwise(failing)) < 20
    assert classes.mixed(200) == classes.mixed(100) * 2


def test_no_two_submissions_are_the_same_text(tmp_path: Path) -> None:
    made = classes.make(tmp_path / "class", classes.mixed(200))
    texts = {(tmp_path / "class" / learner / "softmax.py").read_text(encoding="utf-8") for learner in made}
    assert len(texts) == len(made) == 200


@pytest.mark.parametrize(("kind", "verdict"), [("wrong", "failed"), ("raises", "failed"), ("endless", "timed_out")])
def test_what_is_broken_in_one_gradient_loses_the_checks_of_that_gradient_alone(
    kind: str, verdict: str, bench: Bench, course: Course, tmp_path: Path
) -> None:
    report = graded(kind, bench, course, tmp_path)
    assert lost(report) == GRADIENT
    assert {by_name(report)[name].verdict for name in GRADIENT} == {verdict}
    assert report.score == 13


def test_a_right_one_gets_full_marks_and_one_that_exits_gets_none(bench: Bench, course: Course, tmp_path: Path) -> None:
    right, exits = (graded(kind, bench, course, tmp_path) for kind in ("right", "exits"))
    assert (right.verdict, right.score) == ("passed", right.max_score)
    assert (exits.verdict, exits.score) == ("crashed", 0)
    assert "exit" in exits.message
