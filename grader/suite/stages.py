"""`pytest SUITE --submission DIR`: a live session for each suite of the run."""

from pathlib import Path

import pytest

from grader.course import CourseError, Exercise, open_course
from grader.judge.compare import Setting
from grader.sandbox.limits import limits_of
from grader.submission.take import SubmissionError, take
from grader.suite.conduct import SuitePlugin, signatures_of
from grader.suite.live import Live
from grader.suite.standin import Signatures
from grader.supervisor.launch import Launcher, Plan, launcher
from grader.supervisor.session import Session


class LivePlugin(SuitePlugin):
    """Runs every suite that is collected live, on the submission that the command line names."""

    def __init__(self, config: pytest.Config) -> None:
        course = config.getoption("--course")
        self.course = open_course(Path(course) if course else None)
        super().__init__(self.stage_for, self.course.seed)
        self.submission = Path(config.getoption("--submission"))
        self.device = str(config.getoption("--submission-device"))
        self.start = config.getoption("--submission-start")
        self.stages: dict[Path, tuple[Live, Signatures]] = {}
        self.launchers: dict[str, Launcher] = {}

    def stage_for(self, folder: Path) -> tuple[Live, Signatures]:
        """The live conductor for the suite in a folder, and the stub's signatures."""
        if folder not in self.stages:
            try:
                exercise = self.course.find(folder.name)
                self.stages[folder] = (self._live(exercise), signatures_of(exercise.stub("numpy")))
            except (CourseError, SubmissionError, ValueError) as error:
                raise pytest.UsageError(str(error)) from None
        return self.stages[folder]

    def _live(self, exercise: Exercise) -> Live:
        submission = take(self.submission, exercise)
        limits = limits_of(exercise.limits)
        flavour = submission.flavour
        if flavour not in self.launchers:
            self.launchers[flavour] = launcher(Plan(flavour, self.device, limits), self.start)
        session = Session(self.launchers[flavour], submission, limits, refused=exercise.refused, device=self.device)
        return Live(session, Setting(flavour, self.device))

    def pytest_unconfigure(self) -> None:
        """End every process."""
        for live, _ in self.stages.values():
            live.session.close()
        for one in self.launchers.values():
            one.close()
