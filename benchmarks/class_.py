"""What it costs to grade a class: beside a pytest process for each submission, by 1 and 2 workers, and 10,000 of them.

Each command is the one that an instructor types, from its start to its end, into a book that is not there yet; that the
grades are right is looked up in the book. What is compared is run in turn.
"""

import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from benchmarks import classes, plots
from benchmarks.measure import ENVIRONMENT, EXERCISE, ROOT, Row, command, processor
from grader.book.store import Book

TIMEOUT = 1.0  # seconds for each check, and for each test of plain pytest
RUNS = 3
HUNDRED = classes.mixed(100)
ENDING_HUNDRED = classes.mixed(100, classes.ENDING)
ONE_OF_EACH = tuple(dict.fromkeys(classes.ENDING))
THROUGHPUT = 200
EVERY = 0.05  # seconds between two looks at the command's memory
CODES = {"wrong": 1, "raises": 1, "endless": 1}  # what pytest exits with; else 0


class Seconds(NamedTuple):
    """What a command took: by the clock on the wall, and of all processors together."""

    wall: float
    processor: float


class Trace(Struct, frozen=True):
    """How a command went: memory in MiB over time, when submissions were in the book, and the book's size.

    Times are seconds since it started. `kept` holds, at the end of each second, how many were in the book.
    """

    count: int
    seconds: Seconds
    peak: float
    held: tuple[tuple[float, float], ...]
    kept: tuple[tuple[float, int], ...]
    book: int


class Timed(Struct, frozen=True):
    """Seconds of a command, and of the same command on a class so small that it is all start."""

    whole: float
    start: float

    @property
    def net(self) -> float:
        """What the submissions cost beyond the start."""
        return self.whole - self.start


class Figures(Struct, frozen=True):
    """All that was measured of a class; seconds are medians. `plain` holds a pytest process's by kind of submission."""

    plain: dict[str, Seconds]
    whole: Seconds
    alone: Seconds
    ending: Seconds
    one: Timed
    two: Timed
    few: float
    hundred: Trace
    large: Trace

    def pytest(self, kinds: Sequence[str] = classes.KINDS) -> Seconds:
        """What a pytest process for each submission takes."""
        return Seconds(sum(self.plain[kind].wall for kind in kinds), sum(self.plain[kind].processor for kind in kinds))

    def each(self, trace: Trace) -> float:
        """Seconds of the whole command for each submission."""
        return trace.seconds.wall / trace.count


class Memory(threading.Thread):
    """Looks at a process's memory while it runs; `peak` is what the kernel says that it held at most."""

    def __init__(self, pid: int, began: float) -> None:
        super().__init__(daemon=True)
        self.status = Path(f"/proc/{pid}/status")
        self.began = began
        self.peak = 0.0
        self.held: list[tuple[float, float]] = []
        self.over = threading.Event()

    def run(self) -> None:
        """Look, until told that it is over."""
        while not self.over.wait(EVERY):
            try:
                lines = self.status.read_text().splitlines()
            except OSError:  # there is no /proc, or the process has just ended
                return
            found = {line.partition(":")[0]: line.split()[1] for line in lines if line.startswith("Vm")}
            if "VmRSS" not in found:
                return
            self.held.append((time.time() - self.began, int(found["VmRSS"]) / 1024))
            self.peak = int(found["VmHWM"]) / 1024


def workers() -> int:
    """The workers of a command that is not told how many."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def grade(folder: Path, kinds: dict[str, str], *options: str) -> Trace:
    """Grade a class, and make sure of the grades."""
    with tempfile.TemporaryDirectory() as scratch:
        book = Path(scratch) / "grades.sqlite"
        words = [sys.executable, "-m", "grader", "grade", str(folder), EXERCISE, "--timeout", str(TIMEOUT)]
        with (Path(scratch) / "told").open("wb+") as told:
            began, clock, before = time.time(), time.perf_counter(), processor()
            popen = subprocess.Popen(
                [*words, "--book", str(book), *options], env=ENVIRONMENT, cwd=ROOT, stdout=told, stderr=told
            )
            memory = Memory(popen.pid, began)
            memory.start()
            code = popen.wait()
            seconds = Seconds(time.perf_counter() - clock, processor() - before)
            memory.over.set()
            memory.join()
            told.seek(0)
            last = told.read().decode(errors="replace")[-2000:]
        if code:
            sys.exit(f"{' '.join(words)} ended with {code}:\n{last}")
        kept = _checked(book, kinds, began)
        return Trace(len(kinds), seconds, memory.peak, tuple(memory.held), kept, book.stat().st_size)


def _checked(path: Path, kinds: dict[str, str], began: float) -> tuple[tuple[float, int], ...]:
    """When submissions were kept; ends the program where a right one has not full marks, or another has."""
    with Book.read(path) as book:
        rows = book.rows("SELECT learner, score = maximum, made FROM grading ORDER BY id")
    full = {learner for learner, right, _ in rows if right}
    if len(rows) != len(kinds) or full != {learner for learner, kind in kinds.items() if kind == "right"}:
        sys.exit(f"{len(rows)} of {len(kinds)} submissions were graded, or not as they should be: {path}")
    seconds = Counter(dt.datetime.fromisoformat(made).timestamp() + 1 - began for _, _, made in rows)
    ends = sorted(seconds)
    return tuple(zip(ends, accumulate(seconds[end] for end in ends), strict=True))


def measure(suite: Path, seed: str, *, many: int) -> Figures:
    """Everything, with a large class of so many."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        few = _made(home, "few", ONE_OF_EACH)
        grade(*few)  # not counted
        plain, whole, alone, ending = _beside_pytest(home, [sys.executable, "-m", "benchmarks.plain", str(suite)], seed)
        one, two = _throughput(home)
        hundred = _made(home, "hundred", ENDING_HUNDRED)
        pairs = [(grade(*few).seconds.wall, grade(*hundred)) for _ in range(2 * RUNS - 1)]
        middle = sorted((trace for _, trace in pairs), key=lambda trace: trace.seconds)[len(pairs) // 2]
        large = grade(*_made(home, "large", classes.mixed(many, classes.ENDING)))
        start = statistics.median(few for few, _ in pairs)
        return Figures(plain, whole, alone, ending, one, two, start, middle, large)


def _made(home: Path, name: str, kinds: Sequence[str]) -> tuple[Path, dict[str, str]]:
    return home / name, classes.make(home / name, kinds)


def _beside_pytest(home: Path, plain: list[str], seed: str) -> tuple[dict[str, Seconds], Seconds, Seconds, Seconds]:
    """A pytest process of each kind, the whole class, the same by one worker, and those of the class that end."""
    kinds = list(dict.fromkeys(classes.KINDS))
    folder, learners = _made(home, "kinds", kinds)
    whole, ending = _made(home, "whole", HUNDRED), _made(home, "ending", classes.ENDING)
    theirs: dict[str, list[Seconds]] = {kind: [] for kind in kinds}
    ours: list[tuple[Seconds, Seconds, Seconds]] = []
    for _ in range(RUNS):
        for learner, kind in learners.items():
            words = [*plain, str(folder / learner / "softmax.py"), seed, "1", str(TIMEOUT)]
            before = processor()
            wall = command(words, (CODES.get(kind, 0),))
            theirs[kind].append(Seconds(wall, processor() - before))
        ours.append((grade(*whole).seconds, grade(*whole, "--jobs", "1").seconds, grade(*ending).seconds))
    mine = [_medians(seconds) for seconds in zip(*ours, strict=True)]
    return {kind: _medians(seconds) for kind, seconds in theirs.items()}, mine[0], mine[1], mine[2]


def _medians(seconds: Sequence[Seconds]) -> Seconds:
    return Seconds(statistics.median(one.wall for one in seconds), statistics.median(one.processor for one in seconds))


def _throughput(home: Path) -> tuple[Timed, Timed]:
    """One worker and two, in turn, on right submissions, each beside a class of one."""
    single, several = _made(home, "single", ("right",)), _made(home, "several", ("right",) * THROUGHPUT)
    seconds: dict[tuple[str, str], list[float]] = {}
    for _ in range(RUNS):
        for jobs in ("1", "2"):
            for name, of in (("start", single), ("whole", several)):
                seconds.setdefault((jobs, name), []).append(grade(*of, "--jobs", jobs).seconds.wall)
    one, two = (
        Timed(statistics.median(seconds[jobs, "whole"]), statistics.median(seconds[jobs, "start"])) for jobs in "12"
    )
    return one, two


def rows(figures: Figures) -> list[Row]:
    """The promises."""
    many, least = f"{figures.large.count:,}", "at least 50 times less"
    loop, ending = figures.pytest(), figures.pytest(classes.ENDING)
    found = [
        Row("100 submissions, the whole command", "a `pytest` process for each, in turn", figures.whole.wall, loop.wall,
            least, at_least=50),
        Row("the 97 of them that end", "the same", figures.ending.wall, ending.wall, least, at_least=50),
        Row(f"{THROUGHPUT} submissions by 2 workers, beyond the start", "1 worker", figures.two.net, figures.one.net,
            "at least 1.8 times the throughput", at_least=1.8),
        Row(f"each of {many} submissions, the whole command", "each of 100 of the same mix",
            figures.each(figures.large), figures.each(figures.hundred), "at most 1.1 times", at_most=1.1),
        Row(f"each of the last fifth of {many}", "each of the first fifth", *fifths(figures.large),
            "at most 1.1 times", at_most=1.1),
    ]  # fmt: skip
    if figures.large.peak:  # there is a /proc
        found.append(
            Row(f"memory of the command after {many} submissions", "after a tenth of them",
                held_after(figures.large, 1.0), held_after(figures.large, 0.1), "flat: at most 1.1 times", at_most=1.1,
                unit="MiB")
        )  # fmt: skip
    return found


def fifths(trace: Trace) -> tuple[float, float]:
    """Seconds for each submission of the last fifth, and of the first: of what was kept, second by second."""
    found = []
    for low, high in ((0.8, 1.0), (0.0, 0.2)):
        inside = [(end, count) for end, count in trace.kept[:-1] if low * trace.count <= count <= high * trace.count]
        (start, before), (end, after) = inside[0], inside[-1]
        found.append((end - start) / max(1, after - before))
    return found[0], found[1]


def held_after(trace: Trace, part: float) -> float:
    """MiB that the command held at most until a part of the submissions was graded, the start left out."""
    return max((held for graded, held in memory_over(trace) if graded <= part * (trace.count - 1)), default=trace.peak)


def text(figures: Figures) -> str:
    """What was done, in words, in Markdown."""
    picture = f"![Wall time of 100 submissions; memory and cost of {figures.large.count:,}](class-benchmark.svg)"
    paragraphs = (_of_the_class(figures), _of_workers(figures), _of_many(figures))
    filled = [textwrap.fill(told, 120, break_on_hyphens=False) for told in paragraphs]
    return "\n\n".join(["## Grading a class", picture, *filled]) + "\n"


def _of_the_class(figures: Figures) -> str:
    kinds = ", ".join(f"{one.wall:.2f} s where it {_DOES[kind]}" for kind, one in figures.plain.items())
    loop, ending = figures.pytest(), figures.pytest(classes.ENDING)
    return (
        "Of 100 submissions 80 are right, 10 are wrong in one gradient, all in the same way, 5 raise, 3 never end and "
        "2 exit when they are imported. No two are the same text. `dlgrade grade` is timed from its start to its end, "
        f"with a worker for each core (here {workers()}), a recording at hand and no grade book yet: the reference "
        "solution, the grading, the search for the smallest failing cases and the table are all in it. The baseline is "
        "a loop over the submissions, a plain pytest process for each, one after the other: nothing is isolated, and "
        f"Hypothesis shrinks what fails. {RUNS} processes of each kind were timed, in turn with ours, and their "
        f"medians added up: {kinds}. A check has {TIMEOUT:g} s on both sides, in pytest by an alarm for each test, "
        "which cuts short shrinking too. "
        f"The class takes {figures.whole.wall:.2f} s, and {loop.wall:.0f} s in the loop; without the three that never "
        f"end {figures.ending.wall:.2f} s, and {ending.wall:.0f} s. One worker takes {figures.alone.wall:.2f} s. "
        f"Of processor time the class takes {figures.whole.processor:.1f} s, and {loop.processor:.0f} s in the loop; "
        f"without those that never end {figures.ending.processor:.1f} s, and {ending.processor:.0f} s."
    )


def _of_workers(figures: Figures) -> str:
    one, two = figures.one, figures.two
    return (
        f"Workers are compared on {THROUGHPUT} right submissions, in turn: {one.whole:.2f} s with one, {two.whole:.2f} "
        f"s with two. The same command on one submission, {one.start:.2f} s and {two.start:.2f} s, is the start, and "
        "is taken off."
    )


def _of_many(figures: Figures) -> str:
    large, hundred = figures.large, figures.hundred
    return (
        f"The {large.count:,} submissions are the same mix without those that never end, which would only measure the "
        f"time-out. They take {large.seconds.wall:.1f} s, and 100 of the same mix {hundred.seconds.wall:.2f} s. "
        f"A class of {len(ONE_OF_EACH)}, one of each kind, takes {figures.few:.2f} s: the start, and the explanation "
        "of each way "
        "to fail. Memory is what the kernel says that the command's own process held at most, without its workers: "
        f"{large.peak:.1f} MiB of {large.count:,}, {hundred.peak:.1f} MiB of 100. What it holds for each submission is "
        f"who handed it in, and where it lies. The book takes {large.book / large.count / 1024:.1f} KiB for each "
        "submission."
    )


_DOES = {"right": "passes", "wrong": "is wrong", "raises": "raises", "endless": "never ends", "exits": "exits"}


def memory_over(trace: Trace) -> list[tuple[float, float]]:
    """The command's memory, MiB, over the submissions that were in the book."""
    ends, counts = (0.0, *(end for end, _ in trace.kept)), (0, *(count for _, count in trace.kept))
    return [(float(np.interp(when, ends, counts)), held) for when, held in trace.held]


def cost_over(trace: Trace, windows: int = 30) -> list[tuple[float, float]]:
    """Milliseconds for each submission over those in the book, in windows of whole seconds; what is cut off is left."""
    whole = trace.kept[:-1]  # the last second was not full
    step = max(1, len(whole) // windows)
    return [
        ((before + after) / 2, 1000 * (end - start) / (after - before))
        for (start, before), (end, after) in zip(whole[::step], whole[step::step], strict=False)
        if after > before
    ]


def drawn(figures: Figures) -> str:
    """The picture, as SVG."""
    bars = [
        ("pytest, a process each", figures.pytest().wall),
        ("dlgrade, 1 worker", figures.alone.wall),
        (f"dlgrade, {workers()} workers", figures.whole.wall),
    ]
    return plots.picture(bars, memory_over(figures.large), cost_over(figures.large), figures.large.count)
