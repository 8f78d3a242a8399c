"""Grades submissions within a test, with one template for each flavour of the run."""

import re
from pathlib import Path

from grader import recordings
from grader.course import Course, Exercise
from grader.experiment.message import Flavour
from grader.graded import Options
from grader.grading import check_with
from grader.recording import Recording
from grader.report.record import CheckReport, Report
from grader.sandbox.limits import Limits
from grader.submission.take import Submission, take
from grader.supervisor.launch import Launcher, Plan, Start, launcher

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "examples" / "submissions"
TIMEOUT = 2.0  # seconds for each check: a hundred times what any of the samples needs, on a busy machine too


class Bench:
    """Grades with processes that are shared between tests. Close it."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.limits = Limits(message_seconds=TIMEOUT)
        self._launchers: dict[tuple[Flavour, Start], Launcher] = {}
        self._recordings: dict[str, tuple[Recording, str]] = {}

    def launcher(self, flavour: Flavour, start: Start = "fork") -> Launcher:
        """The launcher of a flavour."""
        if (flavour, start) not in self._launchers:
            self._launchers[flavour, start] = launcher(Plan(flavour, "cpu", self.limits), start)
        return self._launchers[flavour, start]

    def grade(
        self,
        exercise: Exercise,
        path: Path | Submission,
        *,
        seed: str = "",
        shrink: bool = False,
        start: Start = "fork",
    ) -> Report:
        """The report of a submission, without looking for smaller cases unless told to."""
        submission = path if isinstance(path, Submission) else take(path, exercise)
        options = Options(seed or self.course.seed, self.limits, shrink=shrink)
        processes = self.launcher(submission.flavour, start)
        recorded = self.recording(exercise, options.seed)
        return check_with(processes, recorded, self.course, exercise, submission, options, lambda _: None)

    def recording(self, exercise: Exercise, seed: str) -> tuple[Recording, str]:
        """The recording of an exercise under a seed, read once."""
        key = f"{self.course.root}\n{exercise.id}\n{seed}"
        if key not in self._recordings:
            self._recordings[key] = recordings.find(self.course, exercise, seed, lambda _: None)
        return self._recordings[key]

    def close(self) -> None:
        """End every process."""
        for one in self._launchers.values():
            one.close()


def lost(report: Report) -> set[str]:
    """The names of the checks that earned nothing."""
    return {check.name for check in report.checks if check.verdict != "passed"}


def by_name(report: Report) -> dict[str, CheckReport]:
    """The checks of a report."""
    return {check.name: check for check in report.checks}


def header(source: str, word: str) -> str:
    """What a comment `# word: ...` at the top of a file says."""
    match = re.search(rf"^# {word}: *(.*)$", source, flags=re.MULTILINE)
    assert match is not None, f"the file needs a line `# {word}: ...`"
    return match[1].strip()


def samples() -> list[Path]:
    """Every sample submission."""
    return sorted(path for path in SAMPLES.glob("exercise*/*") if path.is_dir())


def name_of(path: Path) -> str:
    """`exercise07_softmax/loops`."""
    return f"{path.parent.name}/{path.stem}"
