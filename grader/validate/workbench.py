"""What the parts of a validation share: templates, recordings under several seeds, an author's process."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Self

from msgspec import structs

from grader import catalogue, recordings
from grader import recording as recording_file
from grader.author import Author, AuthorError
from grader.course import Course, Exercise
from grader.experiment.message import Flavour
from grader.explain import known as known_mistakes
from grader.explain.known import Known
from grader.graded import Options
from grader.grading import check_with
from grader.recording import RecordedCheck, Recording
from grader.report.record import Report
from grader.rerun import DrawJob, Drawn
from grader.sandbox.limits import Limits, limits_of
from grader.submission.take import Submission, SubmissionError, take
from grader.supervisor.launch import Launcher, Plan, launcher
from grader.validate.record import Mode

FLAVOURS: tuple[Flavour, ...] = ("numpy", "torch")


class Settings(NamedTuple):
    """How much is tried."""

    mode: Mode
    seeds: int
    repeats: int
    mutants: int | None  # a sample of so many for each flavour; None for all


class Workbench:
    """The tools of one exercise's validation. Use it as a context manager."""

    def __init__(self, course: Course, exercise: Exercise, settings: Settings) -> None:
        self.course = course
        self.exercise = exercise
        self.settings = settings
        self.limits = limits_of(exercise.limits)
        self._stack = contextlib.ExitStack()
        self._launchers: dict[tuple[Flavour, Limits], Launcher] = {}
        self._recordings: dict[str, tuple[Recording, str]] = {}
        self._author: Author | None = None

    @property
    def author(self) -> Author:
        """An author's process, which stays."""
        if self._author is None:
            self._author = self._stack.enter_context(Author())
        return self._author

    def launcher(self, flavour: Flavour, limits: Limits | None = None) -> Launcher:
        """The launcher of a flavour."""
        key = flavour, limits or self.limits
        if key not in self._launchers:
            self._launchers[key] = self._stack.enter_context(launcher(Plan(flavour, "cpu", key[1])))
        return self._launchers[key]

    @property
    def recorded(self) -> tuple[Recording, str]:
        """The recording under the course's own seed, and its digest. Raises RecordingError."""
        seed = self.course.seed
        if seed not in self._recordings:
            self._recordings[seed] = recordings.find(self.course, self.exercise, seed, _nothing)
        return self._recordings[seed]

    def drawn(self, seed: str) -> tuple[Recording, str]:
        """A recording under another seed, which is not kept. Raises RecordingError."""
        data = recordings.draw(self.course, self.exercise, seed, self.author.ask)
        return recording_file.read(data, Path("a recording"))

    def more(self, check: str, seed: str, examples: int) -> tuple[RecordedCheck, ...]:
        """One check with so many examples. Raises AuthorError."""
        answer = self.author.ask(DrawJob(str(self.course.root), self.exercise.id, seed, (check,), examples))
        if not isinstance(answer, Drawn):
            raise AuthorError(f"{check} could not be drawn")
        return answer.checks

    def known(self) -> Known | None:
        """What the known mistakes answer; None where there are none."""
        return known_mistakes.find(self.course, self.exercise, self.recorded, self.course.seed, _nothing)

    def grade(
        self, submission: Submission, recorded: tuple[Recording, str] | None = None, *, seconds: float | None = None,
        diagnose: bool = False,
    ) -> Report:  # fmt: skip
        """The report of a submission; `seconds` is what a check may take."""
        limits = self.limits if seconds is None else structs.replace(self.limits, message_seconds=seconds)
        options = Options(self.course.seed, limits, shrink=False, diagnose=diagnose)
        processes = self.launcher(submission.flavour)
        return check_with(
            processes, recorded or self.recorded, self.course, self.exercise, submission, options, _nothing
        )

    def solutions(self) -> Iterator[Submission]:
        """The reference solutions, and the honest variants of the course. Raises SubmissionError."""
        for flavour in FLAVOURS:
            found = catalogue.solution(self.course, self.exercise, flavour)
            if found.flavour != flavour:
                raise SubmissionError(f"{found.path} is written in {found.flavour}, and should be in {flavour}.")
            yield found
        for path in sorted((self.course.root / "solutions" / "variants" / self.exercise.id).glob("*.py")):
            yield structs.replace(take(path, self.exercise), path=f"variants/{path.stem}")

    def stubs(self) -> Iterator[Submission]:
        """The untouched stubs of both flavours. Raises SubmissionError."""
        for flavour in FLAVOURS:
            yield take(self.exercise.stub(flavour), self.exercise)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self._stack.close()


def _nothing(_: str) -> None:
    """Nobody listens."""


__all__ = ["FLAVOURS", "Settings", "Workbench"]
