"""Measures the promises of speed, each as a ratio of medians within one run. `make bench`, or python -m benchmarks.

Two commands of a pair are run in turn, A B A B, so that a machine whose speed drifts drifts for both. The table goes to
standard output and, with --write, to docs/benchmarks.md, beside a picture. With --large the large class has 10,000
submissions, and without it 1,000. With --class nothing but classes is measured.
"""

import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from benchmarks import class_
from benchmarks.measure import ENVIRONMENT, EXERCISE, ROOT, Row, command
from grader import catalogue, recordings
from grader.course import open_course
from grader.experiment.message import Flavour, Ready
from grader.experiment.program import Call, Program
from grader.experiment.values import Array, Value
from grader.explain import known as known_mistakes
from grader.graded import Options
from grader.grading import check_with, grade
from grader.learner import numpy_arrays
from grader.recording import Recording, versions
from grader.sandbox.limits import Limits
from grader.submission.take import take
from grader.supervisor.launch import Plan, launcher

SUBMISSION = ROOT / "solutions" / "numpy" / EXERCISE
RUNS = 7
BATCH = 40


def main() -> None:
    """Measure, print, and with --write publish."""
    asked = set(sys.argv[1:])
    if asked - {"--write", "--large", "--class"} or {"--write", "--class"} <= asked:
        sys.exit("usage: python -m benchmarks [--large] [--write | --class]")
    with tempfile.TemporaryDirectory() as cache:
        os.environ["DLGRADE_CACHE"] = ENVIRONMENT["DLGRADE_CACHE"] = cache
        course = open_course(ROOT)
        exercise = course.find(EXERCISE)
        recording, _ = recordings.find(course, exercise, course.seed, lambda _: None)
        rows = [] if "--class" in asked else measure(recording)
        figures = class_.measure(exercise.suite, course.seed, many=10_000 if "--large" in asked else 1_000)
    rows += class_.rows(figures)
    text = f"{table(rows, recording)}\n{class_.text(figures)}"
    print(text)
    if "--write" in asked:
        (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")
        (ROOT / "docs" / "class-benchmark.svg").write_text(class_.drawn(figures), encoding="utf-8")
    sys.exit(not all(row.holds for row in rows))


def measure(recording: Recording) -> list[Row]:
    """All rows."""
    course = open_course(ROOT)
    exercise = course.find(EXERCISE)
    one_more = one_more_submission(recording)
    diagnosed = diagnosis()
    confined = [confinement("numpy"), confinement("torch")]
    suite, file = str(exercise.suite), str(SUBMISSION / exercise.module)
    plain = [sys.executable, "-m", "benchmarks.plain", suite, file, course.seed]
    process = median_of(lambda: command([*plain, "1"]), 5)
    several = median_of(lambda: command([*plain, "6"]), 3)
    python = [sys.executable, "-c"]
    dlgrade = [sys.executable, "-m", "grader"]
    check = [*dlgrade, "check", EXERCISE, str(SUBMISSION)]
    check_numpy = pair(check, [*python, "import numpy"])
    help_click = pair([*dlgrade, "--help"], [*python, "import click"])
    list_click = pair([*dlgrade, "list"], [*python, "import click"])
    cold = pair([*check, "--seed", "{run}"], [*python, "import torch, hypothesis, pytest"], 5)
    return [
        Row("one more submission in a batch", "a `pytest` process for it", one_more, process, "at least 50 times less",
            at_least=50),
        Row("the same", "one `pytest` process for all, no isolation", one_more, (several - process) / 5,
            "at least 8 times less", at_least=8),
        Row("the same", "the learner's own calls in a bare loop", one_more, bare_loop(recording), "at most 8 times",
            at_most=8),
        Row("to diagnose a submission that fails", "to grade it", *diagnosed, "less than grading", at_most=1),
        *confined,
        Row("`dlgrade check`, recording at hand", '`python -c "import numpy"`', *check_numpy, "at most 4 times",
            at_most=4),
        Row("`dlgrade check`, nothing recorded", '`python -c "import torch, hypothesis, pytest"`', *cold,
            "at most 2.5 times", at_most=2.5),
        Row("`dlgrade --help`", '`python -c "import click"`', *help_click, "at most 2 times", at_most=2),
        Row("`dlgrade list`", '`python -c "import click"`', *list_click, "at most 2 times", at_most=2),
    ]  # fmt: skip


def one_more_submission(recording: Recording) -> float:
    """Median seconds from a path to a report, once processes and recording are there; nothing is shared otherwise."""
    course = open_course(ROOT)
    exercise = course.find(EXERCISE)
    options = Options(course.seed, Limits(), shrink=False)
    seconds = []
    with launcher(Plan("numpy", "cpu", options.limits)) as processes:
        for _ in range(BATCH):
            began = time.perf_counter()
            submission = take(SUBMISSION, exercise)
            report = check_with(processes, (recording, ""), course, exercise, submission, options, lambda _: None)
            seconds.append(time.perf_counter() - began)
            assert report.verdict == "passed"
    return statistics.median(seconds[2:])


def diagnosis() -> tuple[float, float]:
    """Median seconds of diagnosing and of grading, over the known mistakes and the wrong submissions that are none."""
    course = open_course(ROOT)
    exercise = course.find(EXERCISE)
    recorded = recordings.find(course, exercise, course.seed, lambda _: None)
    known = known_mistakes.find(course, exercise, recorded, course.seed, lambda _: None)
    right = catalogue.solution(course, exercise)
    wrong = [catalogue.with_mistake(right, one) for one in catalogue.catalogue(course, exercise)]
    wrong += [take(path, exercise) for path in sorted((ROOT / "tests" / "unnamed" / exercise.id).glob("*.py"))]
    plain = Options(course.seed, Limits(), shrink=False, diagnose=False)
    both: dict[bool, list[float]] = {True: [], False: []}
    with launcher(Plan("numpy", "cpu", plain.limits)) as processes:
        for one in wrong:
            for diagnose in (False, True):
                options = msgspec.structs.replace(plain, diagnose=diagnose)
                began = time.perf_counter()
                grade(processes, recorded, course, exercise, one, options, lambda _: None, known=lambda: known)
                both[diagnose].append(time.perf_counter() - began)
    extra = [more - less for more, less in zip(both[True], both[False], strict=True)]
    return statistics.median(extra), statistics.median(both[False])


def confinement(flavour: Flavour) -> Row:
    """What it costs to confine: processes are started and ended in turn, as far confined as can be and not at all."""
    confined: list[float] = []
    free: list[float] = []
    levels: set[str] = set()
    with (
        launcher(Plan(flavour, "cpu", Limits())) as highest,
        launcher(Plan(flavour, "cpu", Limits(), at_most="process")) as lowest,
    ):
        for _ in range(BATCH):
            for seconds, processes in ((confined, highest), (free, lowest)):
                began = time.perf_counter()
                process = processes.start()
                ready = process.ready(60.0)
                process.close()
                seconds.append(time.perf_counter() - began)
                assert isinstance(ready, Ready)
                levels.add(ready.level)
    (level,) = levels - {"process"} or {"process"}
    what = f"to start and end a process of the {flavour} flavour, `{level}`"
    mine, other = statistics.median(confined[2:]), statistics.median(free[2:])
    return Row(what, "the same, `process`", mine, other, "at most 10 ms more", at_most_more=0.010)


def bare_loop(recording: Recording) -> float:
    """Median seconds of the learner's own calls, on the same arrays, with nothing around them."""
    from benchmarks.plain import load

    module = load(SUBMISSION / "softmax.py")
    calls = [call for check in recording.checks for example in check.examples for call in calls_of(example.program)]
    seconds = []
    for _ in range(RUNS):
        ready = [(getattr(module, name), [made(arg) for arg in args], kwargs) for name, args, kwargs in calls]
        began = time.perf_counter()
        for function, args, kwargs in ready:
            function(*args, **kwargs)
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def calls_of(program: Program) -> list[tuple[str, tuple[Value, ...], dict[str, Value]]]:
    """The calls of a program whose arguments are all at hand."""
    return [
        (getattr(program.steps[step.target], "name", ""), step.args, dict(step.kwargs))
        for step in program.steps
        if isinstance(step, Call) and all(isinstance(arg, Array | int | float | None) for arg in step.args)
    ]


def made(value: Value) -> object:
    """An argument."""
    return numpy_arrays.make(value) if isinstance(value, Array) else value


def median_of(measure_once: Callable[[], float], runs: int) -> float:
    """The median of several runs, after one that is not counted."""
    measure_once()
    return statistics.median(measure_once() for _ in range(runs))


def pair(mine: list[str], other: list[str], runs: int = 2 * RUNS) -> tuple[float, float]:
    """Medians of two commands that are run in turn, after one turn that is not counted."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for run in range(runs + 1):
        for kept, arguments in zip(seconds, (mine, other), strict=True):
            kept.append(command([word.replace("{run}", f"run {run}") for word in arguments]))
    return statistics.median(seconds[0][1:]), statistics.median(seconds[1][1:])


def table(rows: list[Row], recording: Recording) -> str:
    """The table, in Markdown."""
    examples = sum(len(check.examples) for check in recording.checks)
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench` (`python -m benchmarks --large --write`) on {machine()}.",
        "Medians; ratios within one run.",
        f"The exercise is {EXERCISE} (NumPy): {len(recording.checks)} checks, {examples} examples. Every process has",
        "one thread for linear algebra; the plain pytest process too, which is slower with two.",
        "",
        "| what | seconds | against | seconds | ratio | promise | holds |",
        "| --- | ---: | --- | ---: | ---: | --- | --- |",
    ]
    lines += [row.line for row in rows]
    return "\n".join([*lines, ""])


def machine() -> str:
    """The machine, in words."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line.partition(":")[2].strip() for line in cpuinfo.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    found = versions()
    libraries = ", ".join(f"{name} {found[name]}" for name in ("python", "numpy", "torch") if name in found)
    return f"{os.cpu_count()} cores of {model}, {platform.system()}, {libraries}"


if __name__ == "__main__":
    main()
