"""Measures what each exercise takes: its public and its hidden part live, and a whole check from a recording.

`python -m benchmarks.exercises` prints a table; with --write it goes to docs/exercise-times.md. Everything runs on one
core, the suite and the learner's process included. The submission is the reference solution in NumPy.
"""

import os
import statistics
import sys
import tempfile
import time
from typing import NamedTuple

from benchmarks.measure import ENVIRONMENT, ROOT, command
from grader.course import Course, Exercise, open_course
from grader.judge.compare import Setting
from grader.sandbox.limits import limits_of
from grader.submission.take import take
from grader.suite.conduct import SuitePlugin, signatures_of
from grader.suite.live import Live
from grader.suite.recorder import record, run_pytest
from grader.supervisor.launch import Launcher, Plan, launcher
from grader.supervisor.session import Session

PUBLIC, HIDDEN, REPLAYED = 10.0, 60.0, 1.0  # seconds that are promised
LIVE_RUNS, CHECK_RUNS = 3, 5
HEAD = """# What each exercise takes

Written by `python -m benchmarks.exercises --write`: medians of {live} runs live and of {checks} commands, in seconds,
all on one core. Live is the suite under pytest, drawing its examples and running them in a learner's process, which is
the reference solution in NumPy; the check is the whole command `dlgrade check`, from a recording.

Promised are less than {public:g} s for the public part, {hidden:g} s for the hidden part, and {replayed:g} s for a
check. A submission in PyTorch has to import it, and `import torch` alone took {torch:.2f} s on this core; there the
promise is {replayed:g} s beyond that.

| exercise | checks | examples | public part, live | hidden part, live | a check in NumPy | a check in PyTorch |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
"""


class Times(NamedTuple):
    """What one exercise takes, in seconds."""

    exercise: str
    checks: int
    examples: int
    public: float
    hidden: float
    check_numpy: float
    check_torch: float

    @property
    def line(self) -> str:
        """The row of the table."""
        seconds = f"{self.public:.1f} | {self.hidden:.1f} | {self.check_numpy:.2f} | {self.check_torch:.2f}"
        return f"| {self.exercise} | {self.checks} | {self.examples} | {seconds} |"

    def holds(self, import_torch: float) -> bool:
        """Whether it is as quick as promised, where importing PyTorch takes so many seconds."""
        replayed = max(self.check_numpy, self.check_torch - import_torch)
        return self.public < PUBLIC and self.hidden < HIDDEN and replayed < REPLAYED


def main() -> None:
    """Measure, print, and with --write publish."""
    asked = set(sys.argv[1:])
    if asked - {"--write"}:
        sys.exit("usage: python -m benchmarks.exercises [--write]")
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as cache:
        os.environ["DLGRADE_CACHE"] = ENVIRONMENT["DLGRADE_CACHE"] = cache
        course = open_course(ROOT)
        with launcher(Plan("numpy", "cpu", limits_of({}))) as processes:
            times = [measure(course, exercise, processes) for exercise in course.exercises]
    torch = quickness([sys.executable, "-c", "import torch"])
    text = HEAD.format(live=LIVE_RUNS, checks=CHECK_RUNS, public=PUBLIC, hidden=HIDDEN, replayed=REPLAYED, torch=torch)
    text += "".join(f"{one.line}\n" for one in times)
    print(text)
    if "--write" in asked:
        (ROOT / "docs" / "exercise-times.md").write_text(text, encoding="utf-8")
    sys.exit(not all(one.holds(torch) for one in times))


def measure(course: Course, exercise: Exercise, processes: Launcher) -> Times:
    """The times of one exercise."""
    checks = record(exercise.suite, exercise.stub("numpy"), course.seed)
    public = frozenset(check.name for check in checks if check.public)
    hidden = frozenset(check.name for check in checks) - public
    check = [sys.executable, "-m", "grader", "check", exercise.id]
    return Times(
        exercise.id,
        len(checks),
        sum(len(one.examples) for one in checks),
        statistics.median(live(course, exercise, processes, public) for _ in range(LIVE_RUNS)),
        statistics.median(live(course, exercise, processes, hidden) for _ in range(LIVE_RUNS)),
        *(quickness([*check, str(ROOT / "solutions" / flavour / exercise.id)]) for flavour in ("numpy", "torch")),
    )


def quickness(words: list[str]) -> float:
    """The median time of a command; its first run, which may fill a cache, does not count."""
    command(words)
    return statistics.median(command(words) for _ in range(CHECK_RUNS))


def live(course: Course, exercise: Exercise, processes: Launcher, names: frozenset[str]) -> float:
    """How long some checks of a suite take live, all of which pass."""
    submission = take(ROOT / "solutions" / "numpy" / exercise.id, exercise)
    signatures = signatures_of(exercise.stub("numpy"))
    limits = limits_of(exercise.limits)
    start = time.perf_counter()
    with Session(processes, submission, limits, refused=exercise.refused) as session:
        conductor = Live(session, Setting("numpy"))
        run_pytest(exercise.suite, [SuitePlugin(lambda _: (conductor, signatures), course.seed, names)])
    took = time.perf_counter() - start
    lost = [name for name in names if conductor.outcome(name).verdict != "passed"]
    if lost:
        sys.exit(f"{exercise.id}: the reference solution lost {', '.join(lost)}, so its time says nothing.")
    return took


if __name__ == "__main__":
    main()
