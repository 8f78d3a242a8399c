"""Grades again what a grade book holds, and says what that changes, check by check.

The new gradings are proposed: they are in the book, and count when somebody has seen the changes and accepts them.
"""

from concurrent.futures import Executor
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from grader.batch.explaining import Explainer
from grader.batch.flow import Flow
from grader.batch.jobs import GradeJob, Known, Result, Scored, Unproved, grade_one
from grader.batch.run import AHEAD, kept, known_at
from grader.batch.tasks import Preparation
from grader.book.packed import unpack
from grader.book.store import STANDS_BACK, Book
from grader.course import Exercise
from grader.report.record import Report

if TYPE_CHECKING:
    from grader.batch.run import Listener


class CheckChange(Struct, frozen=True):
    """What a check came to before and after; empty where the suite did not have it."""

    name: str
    before: str
    after: str
    gained: float


class Change(Struct, frozen=True):
    """What grading again changes for one attempt of a learner."""

    learner: str
    exercise: str
    before: float
    after: float
    maximum_before: float
    maximum_after: float
    checks: tuple[CheckChange, ...]

    @property
    def gained(self) -> float:
        """Points that the attempt gains; below 0 where it loses some."""
        return self.after - self.before


class Regrade:
    """Grades the attempts of a book again. Nobody is asked for their files: the book has them."""

    def __init__(
        self, preparation: Preparation, book: Book, executor: Executor, workers: int, listen: "Listener"
    ) -> None:
        self.preparation = preparation
        self.book = book
        self.executor = executor
        self.workers = workers
        self.listen = listen
        self.troubles: list[tuple[str, str, str]] = []  # learner, exercise, why

    def all(self) -> list[Change]:
        """Grade again what is in the book, and explain what fails; the changes.

        Raises:
            RunError, RecordingError: an exercise cannot be made ready.
            BookError: the book cannot be written.
        """
        changes: list[Change] = []
        with Explainer(self.book, self.workers, self.listen) as explainer:
            for exercise in self.preparation.exercises.values():
                if not self.book.rows("SELECT 1 FROM attempt WHERE exercise = ? LIMIT 1", exercise.id):
                    continue
                prepared = self.preparation.ready(exercise, self.preparation.usual(exercise))
                self._grade(exercise)
                if prepared.task.options.shrink:
                    explainer.explain(prepared, self.executor)
                changes += self.changes(exercise)
        return changes

    def _grade(self, exercise: Exercise) -> None:
        attempts = self.book.rows(
            "SELECT learner, digest FROM attempt WHERE exercise = ? ORDER BY learner, turn", exercise.id
        )
        self.listen.begin("Grading again", len(attempts))
        known = self.book.known(exercise.id, self.preparation.prepared[exercise.id].setting)

        def job(learner: str, digest: str) -> GradeJob:
            ((source,),) = self.book.rows(
                "SELECT source FROM attempt WHERE learner = ? AND exercise = ? AND digest = ?",
                learner,
                exercise.id,
                digest,
            )
            graded = known_at(known.get(learner, ()), self.preparation.options[exercise.id].isolation)
            proved = self.preparation.proved(exercise)
            return GradeJob(
                self.preparation.task(exercise), kept=source, known=graded, gated=True, proved=proved, told=learner
            )

        flow: Flow[GradeJob, Result] = Flow(
            self.executor, grade_one, (job(*attempt) for attempt in attempts), AHEAD * self.workers
        )
        for done, result in flow:
            if isinstance(result, Unproved):
                self.preparation.ready(exercise, result.flavour)
                flow.add(structs.replace(done, proved=self.preparation.proved(exercise)))
                continue
            self._finish(exercise, done.told, result)
            self.listen.step()

    def _finish(self, exercise: Exercise, learner: str, result: Result | BaseException) -> None:
        match result:
            case Scored() if result.score is not None:
                setting = self.preparation.prepared[exercise.id].setting
                self.book.propose(learner, exercise.id, kept(result, result.score, setting))
            case Known():
                pass
            case _:
                why = result.message if isinstance(result, Scored) else getattr(result, "why", str(result))
                self.troubles.append((learner, exercise.id, why))

    def changes(self, exercise: Exercise) -> list[Change]:
        """What the proposed gradings of an exercise change, of the attempts that were graded before."""
        rows = self.book.rows(STANDS_BACK, exercise.id, self.preparation.prepared[exercise.id].setting)
        found = [self._change(learner, exercise.id, new, old) for learner, new, old in rows]
        return [one for one in found if one.checks or one.gained or one.maximum_before != one.maximum_after]

    def _change(self, learner: str, exercise: str, new: int, old: int) -> Change:
        before, after = (self._report(grading) for grading in (old, new))
        checks = {check.name: check for check in before.checks}
        later = {check.name: check for check in after.checks}
        changed = []
        for name in {**later, **checks}:
            one, other = checks.get(name), later.get(name)
            gained = (other.points if other else 0.0) - (one.points if one else 0.0)
            verdicts = (one.verdict if one else "", other.verdict if other else "")
            if gained or verdicts[0] != verdicts[1]:
                changed.append(CheckChange(name, *verdicts, gained))
        return Change(
            learner,
            exercise,
            before.score or 0.0,
            after.score or 0.0,
            before.max_score,
            after.max_score,
            tuple(changed),
        )

    def _report(self, grading: int) -> Report:
        ((report,),) = self.book.rows("SELECT report FROM grading WHERE id = ?", grading)
        return unpack(report, Report)

    def accept(self) -> int:
        """Let the proposed gradings count; how many there were."""
        prepared = self.preparation.prepared
        return sum(self.book.accept(exercise, one.setting) for exercise, one in prepared.items())


__all__ = ["Change", "CheckChange", "Regrade"]
