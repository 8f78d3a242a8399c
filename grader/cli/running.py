"""What `grade` and `regrade` share: their options, and the pool, folder and book of a run."""

import contextlib
import gc
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from grader.cli.options import can_use_cuda, limits_for, typed_seed
from grader.cli.problems import EXIT_INTERRUPTED, EXIT_USAGE, Problem
from grader.course import Course, Exercise

if TYPE_CHECKING:
    from grader.batch.pool import Pool
    from grader.experiment.message import Level
    from grader.graded import Options
    from grader.supervisor.launch import Start

BOOK = "grades.sqlite"


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a run."""
    for option in reversed((
        click.option("--book", default=BOOK, metavar="FILE", show_default=True, help="The grade book."),
        click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Workers; as many as cores without it."),
        click.option("--device", type=click.Choice(["cpu", "cuda"]), default="cpu", help="Where PyTorch code runs."),
        click.option(
            "--isolation", type=click.Choice(["process", "confined", "isolated"]), default="confined",
            show_default=True, help="The least that learners' code must be confined.",
        ),
        click.option("--timeout", type=click.FloatRange(min=0.05), metavar="SECONDS", help="Time for each check."),
        click.option("--seed", metavar="TEXT", help="Draw the examples from this seed."),
        click.option("--shrink/--no-shrink", default=True, help="Look for the smallest case of each way to fail."),
        click.option("--start", type=click.Choice(["fork", "spawn"]), help="How learner processes are started."),
    )):  # fmt: skip
        command = option(command)
    return command


class RunOptions(NamedTuple):
    """Their values."""

    jobs: int | None
    device: str
    isolation: "Level"
    timeout: float | None
    seed: str | None
    shrink: bool
    start: "Start | None"

    @property
    def workers(self) -> int:
        """How many workers: one for each core that we may use."""
        return self.jobs or cores()

    def of(self, course: Course, exercises: Sequence[Exercise]) -> "dict[str, Options]":
        """The options of each exercise."""
        from grader.graded import Options

        if self.device != "cpu":
            can_use_cuda("torch")
        seed = typed_seed(self.seed) or course.seed
        return {
            one.id: Options(
                seed, limits_for(one, self.timeout), self.device, self.start, shrink=self.shrink,
                isolation=self.isolation,
            )
            for one in exercises
        }  # fmt: skip


def cores() -> int:
    """How many cores we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def workers_in(folder: Path, options: "RunOptions", patience: float) -> "Iterator[Pool]":
    """A pool whose processes keep all that they leave in the run's folder; it ends with what it holds."""
    from grader.batch.pool import Pool

    # What was imported stays: nothing of it is looked through again. What the run makes is collected.
    gc.freeze()
    gc.enable()
    pool = Pool(options.workers, patience=patience, environment={"TMPDIR": str(folder / "scratch")})
    try:
        yield pool
    except KeyboardInterrupt:
        pool.kill()
        text = "Interrupted. What was finished is in the grade book: the same command goes on from there."
        raise Problem(text, EXIT_INTERRUPTED) from None
    except BaseException:
        pool.kill()
        raise
    else:
        pool.shutdown()


def patience(options: "dict[str, Options]") -> float:
    """Seconds after which a worker that says nothing is taken for dead: what a submission may take, and a lot more."""
    return 300.0 + 2 * max((one.limits.submission_seconds for one in options.values()), default=0.0)


def exercises_of(course: Course, names: Sequence[str]) -> tuple[Exercise, ...]:
    """The exercises that were named, or all."""
    found = tuple({one.id: one for one in map(course.find, names)}.values()) or course.exercises
    if not found:
        raise Problem(f"{course.root} has no exercises. Name a course with --course DIR.", EXIT_USAGE)
    return found
