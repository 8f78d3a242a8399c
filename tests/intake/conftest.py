"""What the tests of the intake share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.course import Exercise
from grader.intake.gather import intake
from grader.learners import Intake

TakeIn = Callable[..., Intake]


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    """An exercise without anything given, in a course with another."""
    folder = tmp_path / "course" / "exercises" / "exercise07_softmax"
    folder.mkdir(parents=True)
    (folder.parent / "exercise10_linear").mkdir()
    return Exercise(folder, 7, "softmax", "Softmax", "Layers", "A summary.", 20)


@pytest.fixture
def take_in(tmp_path: Path, exercise: Exercise) -> TakeIn:
    """Takes a class in, with a fresh scratch folder."""

    def take_in(path: Path, **options: object) -> Intake:
        scratch = tmp_path / "scratch"
        scratch.mkdir()
        return intake(path, [exercise], scratch=scratch, **options)  # type: ignore[arg-type]

    return take_in
