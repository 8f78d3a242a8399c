"""Reference solutions and honest variants get full marks, stubs none, and every known mistake loses its check."""

import itertools
import os
from pathlib import Path

import pytest

from grader import catalogue
from grader.catalogue import Mistake
from grader.course import Course, Exercise, open_course
from grader.explain import known as known_mistakes
from grader.submission.take import take
from tests.harness import ROOT, Bench, lost, name_of

FLAVOURS = ("numpy", "torch")
EXERCISES = [exercise.id for exercise in open_course(ROOT).exercises]
# `make seeds` sets 200, and `make validate` takes 20: drawing the examples of all exercises takes a minute for each.
SEEDS = int(os.environ.get("DLGRADE_TEST_SEEDS", "1"))


def solution(exercise: Exercise, flavour: str) -> Path:
    return ROOT / "solutions" / flavour / exercise.id


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("name", EXERCISES)
def test_reference_solutions_get_full_marks_under_any_seed(name: str, seed: int, course: Course, bench: Bench) -> None:
    exercise = course.find(name)
    for flavour in FLAVOURS:
        report = bench.grade(exercise, solution(exercise, flavour), seed=f"seed {seed}")
        assert lost(report) == set()
        assert report.score == report.max_score == exercise.points


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("name", EXERCISES)
def test_a_reference_solution_has_its_flavour(name: str, flavour: str, course: Course) -> None:
    exercise = course.find(name)
    assert take(solution(exercise, flavour), exercise).flavour == flavour


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("name", EXERCISES)
def test_an_untouched_stub_gets_nothing_and_is_accused_of_nothing(
    name: str, flavour: str, course: Course, bench: Bench
) -> None:
    exercise = course.find(name)
    report = bench.grade(exercise, exercise.stub(flavour))
    assert report.score == 0
    assert {check.verdict for check in report.checks} <= {"not_attempted", "blocked"}


VARIANTS = sorted((ROOT / "solutions" / "variants").glob("exercise*/*.py"))


@pytest.mark.parametrize("path", VARIANTS, ids=name_of)
def test_an_honest_variant_gets_full_marks(path: Path, course: Course, bench: Bench) -> None:
    exercise = course.find(path.parent.name)
    assert lost(bench.grade(exercise, path)) == set()


def test_every_exercise_has_an_honest_variant() -> None:
    assert {path.parent.name for path in VARIANTS} == set(EXERCISES)


COURSE = open_course(ROOT)
EVERY = [(exercise, mistake) for exercise in COURSE.exercises for mistake in catalogue.catalogue(COURSE, exercise)]
# Every eighth is graded as a submission; what all of them, hundreds, answer is asked below, where it is known already.
MISTAKES = EVERY[::8]


@pytest.mark.parametrize(
    ("exercise", "mistake"), MISTAKES, ids=[f"{exercise.id}/{mistake.id}" for exercise, mistake in MISTAKES]
)
def test_a_known_mistake_loses_the_checks_that_it_names_and_is_named(
    exercise: Exercise, mistake: Mistake, course: Course, bench: Bench
) -> None:
    report = bench.grade(exercise, catalogue.with_mistake(catalogue.solution(course, exercise), mistake))
    assert set(mistake.loses) <= lost(report)
    assert [one.mistakes for one in report.diagnoses if one.kind != "pattern"] == [(mistake.id,)]


@pytest.mark.parametrize("name", EXERCISES)
def test_every_known_mistake_answers_wrong_where_it_says_and_like_no_other(
    name: str, course: Course, bench: Bench
) -> None:
    exercise = course.find(name)
    recorded = bench.recording(exercise, course.seed)
    known = known_mistakes.find(course, exercise, recorded, course.seed, lambda _: None)
    assert known is not None
    for behaviour in known.behaviours:
        assert set(behaviour.mistake.loses) <= behaviour.places.keys() | set(behaviour.unknown), behaviour.mistake.id
    for group in known_mistakes.alike(known.behaviours, recorded[0]):
        for one, other in itertools.combinations([member.mistake.id for member in group], 2):
            assert any(
                {one, other} <= by.answers.keys() and not known_mistakes.answers_as(by, one, by.answers[other])
                for by in known.separators
            ), f"nothing tells {one} from {other}"


def test_every_exercise_has_its_mistakes() -> None:
    for name in EXERCISES:
        assert sum(exercise.id == name for exercise, _ in EVERY) >= 12
