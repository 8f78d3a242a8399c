"""Grades the corpus: one launcher for each flavour and level, and what is to be said of a report afterwards."""

import contextlib
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Self

from msgspec import structs

from grader import recordings
from grader.course import Course, Exercise
from grader.experiment.message import Flavour, Ready
from grader.graded import Options
from grader.grading import check_with
from grader.recording import Recording
from grader.report import html, terminal
from grader.report import json as report_json
from grader.report.record import Report
from grader.sandbox.levels import Level
from grader.sandbox.limits import Limits
from grader.submission.take import Submission, take
from grader.supervisor.launch import Launcher, Plan, launcher
from tests.hostile.bait import Abstract, Bait
from tests.hostile.corpus import Entry, module_of

LEVELS: tuple[Level, ...] = ("confined", "isolated")
# Small, so that what never ends ends soon; an entry that needs more says so in its header.
LIMITS = Limits(
    message_seconds=8.0, submission_seconds=40.0, memory_mib=512, cpu_seconds=30, scratch_mib=16, scratch_files=200,
    output_kib=16,
)  # fmt: skip
READY_SECONDS = 120.0
MARKER = re.compile(r"MARKER\{[^}\[\\]+\}")
COMMAND = re.compile(r"(?m)^\s*::(error|set-env|add-mask|stop-commands|set-output)|##(vso|teamcity)?\[")
# What a page may hold that would act on its own.
ACTIVE = frozenset({"script", "img", "iframe", "object", "embed", "link", "base", "form", "video", "audio"})
JOINERS = "\u200c\u200d"  # several scripts and emoji need them


@dataclass(frozen=True)
class Graded:
    """A report, and what was done outside while it was made."""

    report: Report
    harm: tuple[str, ...]
    token: str

    @property
    def verdicts(self) -> frozenset[str]:
        """The verdicts of all checks that do not wait for others."""
        return frozenset(check.verdict for check in self.report.checks if check.verdict != "blocked")

    @property
    def earned(self) -> frozenset[str]:
        """The checks that earned points."""
        return frozenset(check.name for check in self.report.checks if check.points)


class Arena:
    """Grades entries of the corpus with shared launchers and planted bait. Close it, or use it as a context manager."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self._launchers: dict[tuple[Flavour, Level], Launcher] = {}
        self._recordings: dict[str, tuple[Recording, str]] = {}
        self._ready: dict[Level, Ready] = {}
        self._bait: Bait | None = None

    @property
    def bait(self) -> Bait:
        """What is planted: anew after somebody touched it."""
        if self._bait is None:
            self._bait = Bait()
        return self._bait

    def reached(self, level: Level) -> Ready:
        """What a process of at most that level says of itself on this machine."""
        if level not in self._ready:
            process = self.launcher("numpy", level).start()
            ready = process.ready(READY_SECONDS)
            process.close()
            assert isinstance(ready, Ready), ready
            self._ready[level] = ready
        return self._ready[level]

    def launcher(self, flavour: Flavour, level: Level) -> Launcher:
        """The launcher of a flavour at a level."""
        if (flavour, level) not in self._launchers:
            with self._own_folder():
                found = launcher(Plan(flavour, "cpu", LIMITS, at_least=level, at_most=level))
                found.start().close()  # it was asked for ahead: its scratch folder would look like something left
            self._launchers[flavour, level] = found
        return self._launchers[flavour, level]

    def recording(self, exercise: Exercise) -> tuple[Recording, str]:
        """The recording of an exercise, read once."""
        if exercise.id not in self._recordings:
            self._recordings[exercise.id] = recordings.find(self.course, exercise, self.course.seed, lambda _: None)
        return self._recordings[exercise.id]

    def hand_in(self, entry: Entry) -> Path:
        """A folder with the files of an entry, their placeholders filled in."""
        folder = self.bait.root / self.bait.next_token()
        for path in entry.files():
            single = entry.path.is_file()
            target = folder / (module_of(entry, self.course).module if single else path.relative_to(entry.path))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(self.bait.fill(path.read_text(encoding="utf-8")), encoding="utf-8")
        return folder

    def grade(self, entry: Entry, level: Level, folder: Path | None = None) -> Graded:
        """Grade an entry, from `folder` if that was built already, and look at what it did."""
        exercise = module_of(entry, self.course)
        submission = take(folder or self.hand_in(entry), exercise)
        token = self.bait.token
        with Abstract(token) as was_reached:
            report = self.report(submission, exercise, level, self.limits(entry))
            harm = (*self.bait.harm(), *(("The abstract socket was reached.",) if was_reached() else ()))
        if harm:
            self.bait.close()
            self._bait = None
            self._close_launchers()
        return Graded(report, harm, token)

    def limits(self, entry: Entry) -> Limits:
        """What an entry may use."""
        values = {name: type(getattr(LIMITS, name))(value) for name, value in entry.limits.items()}
        return structs.replace(LIMITS, **values)

    def report(
        self,
        submission: Submission,
        exercise: Exercise,
        level: Level,
        limits: Limits = LIMITS,
        processes: Launcher | None = None,
    ) -> Report:
        """The report of a submission."""
        options = Options(self.course.seed, limits, shrink=False)
        processes = processes or self.launcher(submission.flavour, level)
        with self._own_folder():
            return check_with(
                processes, self.recording(exercise), self.course, exercise, submission, options, lambda _: None
            )

    @contextlib.contextmanager
    def _own_folder(self) -> Iterator[None]:
        """Have scratch folders made where they can be counted, among the bait."""
        before, tempfile.tempdir = tempfile.tempdir, str(self.bait.temporary)
        try:
            yield
        finally:
            tempfile.tempdir = before

    def _close_launchers(self) -> None:
        for one in self._launchers.values():
            one.close()
        self._launchers.clear()

    def close(self) -> None:
        """End every process, and take the bait away."""
        self._close_launchers()
        if self._bait is not None:
            self._bait.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def markers(report: Report) -> list[str]:
    """What was hidden and is in the report all the same."""
    return sorted(set(MARKER.findall(report_json.render(report))))


def spoken(report: Report) -> list[str]:
    """What of the report, in any of its renderings, would do something to whoever reads it."""
    shown = terminal.render(report, width=80, color=False, verbose=True)
    page = html.render(report)
    told = [f"a control character in {name}" for name, text in _texts(report, shown, page) if _unseen(text)]
    told += ["an order to the CI service"] if COMMAND.search(shown) else []
    tags = _Tags()
    tags.feed(page)
    return told + sorted(tags.active)


def _texts(report: Report, shown: str, page: str) -> Iterator[tuple[str, str]]:
    yield "the terminal", shown
    yield "the page", page
    yield "the JSON", report_json.render(report)


def _unseen(text: str) -> set[str]:
    hidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return {one for one in text if unicodedata.category(one) in hidden and one not in "\n\t" + JOINERS}


class _Tags(HTMLParser):
    """The tags and attributes of a page that act on their own."""

    def __init__(self) -> None:
        super().__init__()
        self.active: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is active."""
        self.active |= {f"<{tag}>"} if tag in ACTIVE else set()
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.active.add(f"<{tag} {name}>")


def wrong(entry: Entry, graded: Graded) -> list[str]:
    """Everything about a grading that should not be, in sentences; nothing where all is well."""
    found = [*graded.harm]
    if graded.verdicts not in entry.verdicts:
        found.append(f"Its verdicts are {', '.join(sorted(graded.verdicts))}, and should be {entry.expected}.")
    if entry.family != "controls" and graded.earned != entry.earns:
        found.append(f"It earned points for {sorted(graded.earned)}, and should for {sorted(entry.earns)}.")
    found += [f"It read {one}." for one in markers(graded.report)]
    found += [f"Its report holds {one}." for one in spoken(graded.report)]
    return found
