"""Validates a course. The order of the work stands here: the parts, each on every exercise, several at a time."""

import datetime as dt
import functools
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path

from msgspec import Struct, structs

from grader.author import AuthorError
from grader.batch.flow import Flow
from grader.batch.run import Listener
from grader.course import Course, CourseError, Exercise, open_course
from grader.recording import RecordingError, versions
from grader.submission.take import SubmissionError
from grader.supervisor.launch import LaunchError
from grader.validate.chance import statistics
from grader.validate.mutants import mutants
from grader.validate.parts import mistakes, nothing, solutions, stubs
from grader.validate.record import Mode, Part, Problem, Validation, part
from grader.validate.statement import statement
from grader.validate.workbench import Settings, Workbench

PARTS: tuple[Callable[[Workbench], Part], ...] = (
    statement, solutions, stubs, nothing, mistakes, mutants, statistics,
)  # fmt: skip
SEEDS: dict[Mode, int] = {"quick": 2, "full": 20}
MUTANTS: dict[Mode, int | None] = {"quick": 25, "full": None}  # of each flavour
REPEATS: dict[Mode, int] = {"quick": 0, "full": 10_000}
LONGEST_FIRST = ("mutants", "mistakes", "solutions")


class PartJob(Struct, frozen=True):
    """One part of one exercise."""

    course: str
    exercise: str
    part: str
    mode: Mode
    seeds: int


def validate(
    course: Course, exercises: Sequence[Exercise], mode: Mode, seeds: int | None, executor: Executor, workers: int,
    listen: Listener,
) -> Validation:  # fmt: skip
    """Every part of every exercise, in the order of the exercises and the parts."""
    began, started = time.monotonic(), dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    number = SEEDS[mode] if seeds is None else seeds
    names = [one.__name__ for one in PARTS if one is not statistics or REPEATS[mode]]
    listen.begin("Validating", len(exercises) * len(names))
    found: list[Part] = []
    # The recording is made before the other parts ask for it at once.
    for job, result in _results(executor, workers, [_job(course, one, "statement", mode, number) for one in exercises]):
        found.append(_part(job, result))
        listen.step()
    later = sorted((name for name in names if name != "statement"), key=_longest_first)
    jobs = [_job(course, one, name, mode, number) for name in later for one in exercises]
    for job, result in _results(executor, workers, jobs):
        found.append(_part(job, result))
        listen.step()
    place = {one.id: at for at, one in enumerate(exercises)}
    found.sort(key=lambda one: (place[one.exercise], names.index(one.name)))
    title = str(course.settings.get("name", course.root.name))
    return Validation(title, mode, number, tuple(found), versions(), started, round(time.monotonic() - began, 1))


def _longest_first(name: str) -> int:
    return LONGEST_FIRST.index(name) if name in LONGEST_FIRST else len(LONGEST_FIRST)


def _job(course: Course, exercise: Exercise, name: str, mode: Mode, seeds: int) -> PartJob:
    return PartJob(str(course.root), exercise.id, name, mode, seeds)


def _results(
    executor: Executor, workers: int, jobs: Sequence[PartJob]
) -> Iterator[tuple[PartJob, Part | BaseException]]:
    yield from Flow(executor, validate_part, jobs, workers)


def _part(job: PartJob, result: Part | BaseException) -> Part:
    """The part, or that it could not be done: then nothing of it holds."""
    if isinstance(result, Part):
        return result
    return _undone(job, f"{type(result).__name__}: {result}")


def _undone(job: PartJob, why: str) -> Part:
    return part(job.exercise, job.part, 1, "could not be done", [Problem(job.part, why)])


def validate_part(job: PartJob) -> Part:
    """Do one part, in a worker. What is wrong with the course is a problem of the part, and no failure of ours."""
    began = time.monotonic()
    course = open_course(Path(job.course))
    settings = Settings(job.mode, job.seeds, REPEATS[job.mode], MUTANTS[job.mode])
    (function,) = (one for one in PARTS if one.__name__ == job.part)
    try:
        with Workbench(course, course.find(job.exercise), settings) as bench:
            found = function(bench)
    except (CourseError, RecordingError, AuthorError, SubmissionError, LaunchError, OSError, SyntaxError) as error:
        found = _undone(job, str(error))
    return structs.replace(found, seconds=round(time.monotonic() - began, 2))


@functools.cache
def titles() -> dict[str, str]:
    """What each part proves, by its name."""
    return {one.__name__: (one.__doc__ or "").splitlines()[0] for one in PARTS}


__all__ = ["PARTS", "SEEDS", "PartJob", "titles", "validate", "validate_part"]
