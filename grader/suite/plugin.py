"""The pytest plugin that every run loads: the option `--submission`, and nothing that takes time without it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from grader.suite.marks import MARKERS

if TYPE_CHECKING:
    from grader.suite.live import Live
    from grader.supervisor.launch import Launcher

LIVE = "dlgrade-live"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add dlgrade's options."""
    group = parser.getgroup("dlgrade", "grading a submission of an exercise")
    group.addoption("--submission", metavar="DIR", help="the submission on which suites are run, live")
    group.addoption("--submission-device", metavar="DEVICE", default="cpu", help="cpu (default) or cuda")
    group.addoption("--submission-start", choices=("fork", "spawn"), help="how learner processes are started")
    group.addoption("--course", metavar="DIR", help="the course's folder")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marks, and run suites live where a submission was named."""
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)
    if config.getoption("--submission"):
        config.pluginmanager.register(_live_plugin(config), LIVE)


def _live_plugin(config: pytest.Config) -> Any:
    from grader.course import Course, CourseError, Exercise, open_course
    from grader.judge.compare import Setting
    from grader.suite.conduct import SuitePlugin, signatures_of
    from grader.suite.live import Live
    from grader.supervisor.session import Session

    course: Course = open_course(Path(config.getoption("--course")) if config.getoption("--course") else None)

    class LivePlugin(SuitePlugin):
        """Holds a session for each suite of the run."""

        def __init__(self) -> None:
            super().__init__(self.stage_for, course.seed)
            self.stages: dict[Path, tuple[Live, Any]] = {}
            self.launchers: dict[str, Launcher] = {}

        def stage_for(self, folder: Path) -> tuple[Any, Any]:
            """The live conductor for the suite in a folder."""
            if folder not in self.stages:
                try:
                    exercise = course.find(folder.name)
                except CourseError as error:
                    raise pytest.UsageError(str(error)) from None
                self.stages[folder] = (self._live(exercise), signatures_of(exercise.stub("numpy")))
            return self.stages[folder]

        def _live(self, exercise: Exercise) -> Live:
            from grader.sandbox.limits import limits_of
            from grader.submission.take import SubmissionError, take
            from grader.supervisor.launch import Plan, launcher

            try:
                submission = take(Path(config.getoption("--submission")), exercise)
            except SubmissionError as error:
                raise pytest.UsageError(str(error)) from None
            limits, device = limits_of(exercise.limits), str(config.getoption("--submission-device"))
            if submission.flavour not in self.launchers:
                plan = Plan(submission.flavour, device, limits)
                self.launchers[submission.flavour] = launcher(plan, config.getoption("--submission-start"))
            session = Session(
                self.launchers[submission.flavour], submission, limits, refused=exercise.refused, device=device
            )
            return Live(session, Setting(submission.flavour, device))

        def pytest_unconfigure(self) -> None:
            """End every process."""
            for live, _ in self.stages.values():
                live.session.close()
            for one in self.launchers.values():
                one.close()

    return LivePlugin()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Say what is missing where a hidden suite is run as if it were any test."""
    suites = Path(__file__).parent.parent / "suites"
    conducted = any(hasattr(plugin, "conducts_suites") for plugin in config.pluginmanager.get_plugins())
    if not conducted and any(suites in item.path.parents for item in items):
        raise pytest.UsageError("name the submission to run the suite on: pytest SUITE --submission DIR")
