"""Diagnosis says more of a grading, and never changes what it comes to."""

from pathlib import Path

import pytest

from grader.course import Course
from grader.explain import diagnose
from tests.harness import SAMPLES, Bench, lost


@pytest.fixture
def wrong() -> Path:
    return SAMPLES / "exercise07_softmax" / "log_of_softmax"


def test_what_cannot_be_explained_is_graded_all_the_same_and_it_is_said(
    wrong: Path, course: Course, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = bench.grade(course.find("7"), wrong)

    def fails(*_: object) -> None:
        raise ZeroDivisionError("no conclusion")

    monkeypatch.setattr(diagnose, "diagnose", fails)
    report = bench.grade(course.find("7"), wrong)
    assert (report.score, lost(report)) == (whole.score, lost(whole))
    assert report.diagnoses == ()
    assert "What went wrong could not be looked into: ZeroDivisionError: no conclusion" in report.notes


def test_no_sample_of_the_course_is_left_without_a_diagnosis_by_a_fault_of_ours(course: Course, bench: Bench) -> None:
    for path in sorted(SAMPLES.glob("exercise*/*")):
        report = bench.grade(course.find(path.parent.name), path)
        assert not [note for note in report.notes if "could not be looked" in note], path
