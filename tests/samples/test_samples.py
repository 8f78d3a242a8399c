"""Every sample submission loses exactly the checks that its first line names, and live it loses the same."""

from pathlib import Path

import pytest

from grader.course import Course
from grader.judge.compare import Setting
from grader.sandbox.limits import Limits
from grader.submission.take import take
from grader.suite import live as live_module
from grader.suite.conduct import SuitePlugin, signatures_of
from grader.suite.live import Live
from grader.suite.recorder import run_pytest
from grader.supervisor.session import Session
from tests.harness import TIMEOUT, Bench, header, lost, name_of, samples


@pytest.mark.parametrize("path", samples(), ids=name_of)
def test_a_sample_loses_what_it_says_and_nothing_else(path: Path, course: Course, bench: Bench) -> None:
    exercise = course.find(path.parent.name)
    report = bench.grade(exercise, path)
    said = header((path / exercise.module).read_text(encoding="utf-8"), "loses")
    every = {check.name for check in report.checks}
    expected = every if said == "everything" else set() if said == "nothing" else set(said.split())
    assert lost(report) == expected
    assert report.verdict != "fault"


# What these do is done whatever the exercise asks for: two exercises, of functions and of classes, have it tried live.
OF_ANY_EXERCISE = {
    "crashes_on_import", "exits", "lacks_a_name", "loops", "not_attempted", "raises", "returns_nonsense", "syntax_error"
}  # fmt: skip
RIGHT = {"right_numpy", "right_torch"}
THOROUGH = {"exercise07_softmax", "exercise10_linear"}


def live() -> list[Path]:
    """All samples of two exercises; of the others what is right, and the last that is wrong in its own way."""
    own = [path for path in samples() if path.name not in OF_ANY_EXERCISE | RIGHT]
    last = {path.parent: path for path in own}.values()
    return [path for path in samples() if path.parent.name in THOROUGH or path.name in RIGHT or path in last]


@pytest.mark.slow
@pytest.mark.parametrize("path", live(), ids=name_of)
def test_replay_and_live_agree(path: Path, course: Course, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    exercise = course.find(path.parent.name)
    submission = take(path, exercise)
    if submission.broken:
        pytest.skip("a module that is no Python is not run at all")
    replayed = {check.name: check.verdict for check in bench.grade(exercise, submission).checks}
    monkeypatch.setattr(live_module, "MAX_CALLS_AFTER_FAILURE", 0)  # verdicts only: nothing is shrunk
    limits = Limits(message_seconds=TIMEOUT)
    with Session(bench.launcher(submission.flavour), submission, limits, refused=exercise.refused) as session:
        conductor, signatures = Live(session, Setting(submission.flavour)), signatures_of(exercise.stub("numpy"))
        run_pytest(exercise.suite, [SuitePlugin(lambda _: (conductor, signatures), course.seed)])
    live = {name: conductor.outcome(name).verdict for name in replayed}
    if len(set(replayed.values())) == 1:  # a module that cannot be imported: live, some wait for others
        live = {name: replayed[name] if verdict == "blocked" else verdict for name, verdict in live.items()}
    assert live == replayed
