"""Grades a class. The order of the work stands here.

prepare   the recording of an exercise is made once, and its reference solution graded   batch.tasks
grade     each submission by itself, in a worker; each is in the book when it is done     batch.jobs, book.store
explain   each way to fail is run live once, to find its smallest case                    batch.explaining
show      every submission that fails so answers that case itself                         batch.explaining

Which submission stands for a way to fail is chosen when all were graded, so that it does not depend on who was first:
a run that was killed and goes on comes to the same book as one that was left alone.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec import Struct

from grader.batch.explaining import Explainer
from grader.batch.flow import Flow
from grader.batch.jobs import Absent, GradeJob, Known, Refused, Result, Scored, Trouble, Unproved, grade_one
from grader.batch.pool import WorkerDiedError
from grader.batch.tasks import Preparation, Prepared, RunError
from grader.book.store import Book, HandedIn, Kept
from grader.course import Course, Exercise
from grader.experiment.message import Flavour, Level
from grader.graded import Options
from grader.learners import Handed, Intake, learners_of
from grader.sandbox.levels import reaches

AHEAD = 2  # jobs for each worker: the next one is there when it is done with one

State = Literal["graded", "kept", "not_graded", "absent"]


class Event(Struct, frozen=True):
    """What came of one submission of one exercise. `fault` says that it is not the learner's doing."""

    learner: str
    exercise: str
    state: State
    score: float | None = None
    maximum: float | None = None
    verdict: str = ""
    why: str = ""
    seconds: float = 0.0
    fault: bool = False


class Listener:
    """Hears how a run goes on. Does nothing unless overridden."""

    def begin(self, what: str, total: int) -> None:
        """A part of the work with so many steps begins."""

    def step(self) -> None:
        """One of them is done."""

    def event(self, event: Event) -> None:
        """A submission is done."""

    def tell(self, text: str) -> None:
        """Something to know."""


class Class(Struct, frozen=True):
    """What a run is about: who handed in what, in which exercises, under which options. `told` renames paths."""

    course: Course
    exercises: tuple[Exercise, ...]
    options: dict[str, Options]
    intake: Intake
    named: bool  # the exercises were named: each is listed, even if nobody handed it in
    again: bool = False
    told: Callable[[str], str] = str


class _Absent(NamedTuple):
    """The exercises that somebody did not hand in, and the sentence if these are all."""

    why: str
    exercises: list[str]


class Run:
    """One run over a class. `workers` says how many calls the executor does at once."""

    def __init__(
        self, work: Class, book: Book, executor: Executor, workers: int, folder: Path, listen: Listener
    ) -> None:
        self.work = work
        self.book = book
        self.executor = executor
        self.ahead = AHEAD * workers
        self.workers = workers
        self.folder = folder
        self.listen = listen
        self.events: list[Event] = []  # of what was not graded: few, and all are told at the end
        self.counts: dict[str, int] = {"graded": 0, "kept": 0, "not_graded": 0, "absent": 0}
        self.preparation = Preparation(work.course, work.exercises, work.options, executor, folder, listen.tell)
        self._known: dict[str, dict[str, list[tuple[str, str]]]] = {}
        self._explainer = Explainer(book, workers, listen)
        self._absent: dict[str, _Absent] = {}

    def all(self) -> None:
        """Everything, in its order. Raises RunError, RecordingError, BookError."""
        try:
            for step in (self.enrol, self.prepare, self.grade, self.say_who_is_absent, self.explain):
                step()
        finally:
            self._explainer.close()

    def enrol(self) -> None:
        """Keep who is in the class, and say who cannot be graded whatever the exercise."""
        intake = self.work.intake
        if intake.system == "moodle":
            self._same_numbers(intake)
        self.book.enrol(learners_of(intake))
        for held in {one.learner.id: one for one in intake.held}.values():  # of two with one id, both are told in one
            for exercise in self.work.exercises:
                self._not_graded(held.learner.id, exercise.id, "held", held.why)

    def _same_numbers(self, intake: Intake) -> None:
        """Refuse a book in which Moodle's numbers stand for others: each assignment has its own."""
        known = dict(self.book.rows("SELECT id, name FROM learner"))
        both = [one for one in learners_of(intake) if one.name and known.get(one.id)]
        if 2 * sum(one.name != known[one.id] for one in both) > len(both):
            raise RunError(
                f"The numbers in this download are other people's in {self.book.path}: {both[0].id} is "
                f"{both[0].name!r} here and {known[both[0].id]!r} there. Moodle numbers participants anew in each "
                "assignment: give each a book of its own with --book, or everybody's own id with --roster."
            )

    def prepare(self) -> None:
        """Make ready the exercises that were named; any other is made ready when somebody has handed it in."""
        for exercise in self.work.exercises if self.work.named else ():
            self._ready(exercise, self.preparation.usual(exercise))

    def _ready(self, exercise: Exercise, flavour: Flavour) -> None:
        """Make an exercise ready, and look up who was graded in it before."""
        fresh = exercise.id not in self.preparation.prepared
        prepared = self.preparation.ready(exercise, flavour)
        if fresh:
            self._known[exercise.id] = {} if self.work.again else self.book.known(exercise.id, prepared.setting)
            self.book.list_exercise(exercise.id, exercise.title, prepared.maximum)

    def grade(self) -> None:
        """Grade everybody; each is in the book as soon as it is done."""
        work = self.work
        self.listen.begin("Grading", len(work.intake.handed) * len(work.exercises))
        flow: Flow[GradeJob, Result] = Flow(self.executor, grade_one, self._jobs(), self.ahead)
        drained = False
        for job, result in flow:
            exercise = self.preparation.exercises[job.task.exercise]
            if isinstance(result, Unproved):
                self._ready(exercise, result.flavour)
                flow.add(self._job(exercise, job.handed))
                continue
            self._finish(exercise, job.handed, result)
            self.listen.step()
            if flow.drains and not drained:
                drained = True
                for prepared in self._to_explain():
                    self._explainer.ahead(prepared)

    def _jobs(self) -> Iterator[GradeJob]:
        for exercise in self.work.exercises:
            for handed in self.work.intake.handed:
                yield self._job(exercise, handed)

    def _job(self, exercise: Exercise, handed: Handed | None) -> GradeJob:
        """The job of one submission; of an exercise that is not ready it only finds out whether there is something."""
        assert handed is not None
        mine = self._known.get(exercise.id, {}).get(handed.learner.id, ())
        known = known_at(mine, self.work.options[exercise.id].isolation)
        return GradeJob(
            self.preparation.task(exercise), handed, known=known, gated=True, proved=self.preparation.proved(exercise),
            told=self.work.told(handed.path),
        )  # fmt: skip

    def _finish(self, exercise: Exercise, handed: Handed | None, result: Result | BaseException) -> None:
        """Keep what came of a submission, and tell it."""
        assert handed is not None
        learner = handed.learner.id
        match result:
            case Scored() if result.score is not None:
                self._keep(exercise, handed, result, result.score)
            case Scored():
                self._not_graded(learner, exercise.id, "fault", f"The grader could not judge it: {result.message}")
            case Known(digest):
                self._again(exercise, handed, digest)
            case Absent(why):
                if len(self.work.exercises) > 1:
                    why = f"None of the exercises' modules is in {self.work.told(handed.path)}."
                self._absent.setdefault(learner, _Absent(why, [])).exercises.append(exercise.id)
            case Refused(why):
                self._not_graded(learner, exercise.id, "refused", why)
            case Trouble(why):
                self._not_graded(learner, exercise.id, "machine", why)
            case BaseException():
                why = (
                    f"The grader failed on it, twice: {result}." if isinstance(result, WorkerDiedError) else str(result)
                )
                self._not_graded(learner, exercise.id, "fault", why)

    def _keep(self, exercise: Exercise, handed: Handed, result: Scored, score: float) -> None:
        if self.work.options[exercise.id].shrink and any(one.shrinks for one in result.failures.values()):
            self._explainer.expect()
        setting = self.preparation.prepared[exercise.id].setting
        self.book.keep(handed.learner.id, exercise.id, self._handed_in(handed), kept(result, score, setting))
        told = (score, result.maximum, result.verdict, result.message, result.seconds)
        self._tell(Event(handed.learner.id, exercise.id, "graded", *told))

    def _again(self, exercise: Exercise, handed: Handed, digest: str) -> None:
        setting = self.preparation.prepared[exercise.id].setting
        self.book.again(handed.learner.id, exercise.id, digest, setting, self._handed_in(handed))
        rows = self.book.rows(
            "SELECT score, maximum, verdict FROM grading"
            " WHERE learner = ? AND exercise = ? AND digest = ? AND setting = ?",
            handed.learner.id, exercise.id, digest, setting,
        )  # fmt: skip
        self._tell(Event(handed.learner.id, exercise.id, "kept", *rows[0]))

    def _handed_in(self, handed: Handed) -> HandedIn:
        return HandedIn(self.work.told(handed.path), handed.submitted, handed.late, now())

    def _not_graded(self, learner: str, exercise: str, kind: str, why: str) -> None:
        """Keep why somebody was not graded. What happened to the machine is told, and tried again the next time."""
        if exercise not in self.preparation.prepared:
            found = self.preparation.exercises[exercise]
            self.book.list_exercise(exercise, found.title, found.points)
        self.book.note_trouble(learner, exercise, kind, why, now())
        self._tell(Event(learner, exercise, "not_graded", why=why, fault=kind in FAULTS))

    def say_who_is_absent(self) -> None:
        """Tell who handed in none of the exercises though there is something; one who lacks some has not done those."""
        known = self.preparation.prepared.keys()  # an exercise that nobody handed in is not listed for this
        for learner, (why, exercises) in sorted(self._absent.items()):
            for exercise in exercises:
                if len(exercises) == len(self.work.exercises):
                    if not known or exercise in known:
                        self._not_graded(learner, exercise, "absent", why)
                else:
                    self.book.forget_trouble(learner, exercise)
                    self._tell(Event(learner, exercise, "absent"))

    def explain(self) -> None:
        """Find the smallest case of each way to fail, and show it to everybody who fails so."""
        for prepared in self._to_explain():
            self._explainer.explain(prepared, self.executor)

    def _to_explain(self) -> list[Prepared]:
        """The exercises in which somebody was graded, where smaller cases are asked for."""
        prepared = self.preparation.prepared
        return [one for name, one in prepared.items() if self.work.options[name].shrink]

    def _tell(self, event: Event) -> None:
        self.counts[event.state] += 1
        if event.state == "not_graded":
            self.events.append(event)
        self.listen.event(event)


FAULTS = ("fault", "machine")  # not the learner's doing


def kept(result: Scored, score: float, setting: str) -> Kept:
    """What the book keeps of a grading."""
    failures = [(name, one.signature, one.shrinks, one.mistake) for name, one in sorted(result.failures.items())]
    return Kept(
        result.digest, setting, result.level, score, result.maximum, result.verdict, result.seconds, now(),
        result.report, result.source, failures,
    )  # fmt: skip


def known_at(graded: Sequence[tuple[str, str]], level: Level) -> tuple[str, ...]:
    """The digests that were graded at least so far confined."""
    return tuple(digest for digest, reached in graded if reaches(reached, level))  # type: ignore[arg-type]


def now() -> str:
    """The time, as the book keeps it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


__all__ = ["AHEAD", "Class", "Event", "Listener", "Run", "RunError", "State", "kept", "known_at", "now"]
