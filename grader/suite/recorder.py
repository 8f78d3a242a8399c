"""Records a suite: every body runs, nothing of a learner's does, and the examples are kept."""

import contextlib
import io
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from grader.experiment.expectation import Example
from grader.recording import RecordedCheck
from grader.suite.conduct import CheckInfo, SuiteError, SuitePlugin, signatures_of
from grader.suite.standin import Script


class NeedsLive(BaseException):
    """The body looks at a value; the check can only be run live. No Exception: Hypothesis lets it through at once."""


class Recorder:
    """Keeps the examples of each check."""

    def __init__(self) -> None:
        self.examples: dict[str, list[Example]] = {}
        self.live: set[str] = set()

    def begin(self, check: CheckInfo) -> None:
        """A check that turned out to be live is left at once."""
        self.examples.setdefault(check.name, [])
        if check.name in self.live:
            raise NeedsLive

    def finish(self, check: CheckInfo, example: Example) -> None:
        """Keep the example."""
        if not example.expectations:
            raise SuiteError(f"{check.name} expects nothing: say what should come back with expect(...)")
        self.examples[check.name].append(example)

    def look(self, check: CheckInfo, script: Script, step: int) -> Any:  # noqa: ARG002 - a Conductor's
        """There is no value to look at."""
        self.live.add(check.name)
        raise NeedsLive

    def broke(self, check: CheckInfo, error: BaseException) -> None:
        """Nothing: Failures keeps what was raised."""


class Failures:
    """Keeps what went wrong in tests, NeedsLive apart."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
        """Note a body that raised."""
        report = yield
        if call.excinfo is not None and not isinstance(call.excinfo.value, NeedsLive):
            self.texts.append(f"{item.nodeid}: {call.excinfo.exconly()[:2000]}")
        return report

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a file that could not be imported."""
        if report.failed:
            self.texts.append(str(report.longrepr)[-2000:])


def record(
    suite: Path, stub: Path, seed: str, *, only: frozenset[str] | None = None, examples: int | None = None
) -> tuple[RecordedCheck, ...]:
    """The checks of the suite in a folder, with all their examples; `only` some, with so many `examples`, if asked.

    Raises:
        SuiteError: the suite is wrong.
    """
    recorder, failures = Recorder(), Failures()
    signatures = signatures_of(stub)
    plugin = SuitePlugin(lambda _: (recorder, signatures), seed, only, examples)
    ran = run_pytest(suite, [plugin, failures])
    if plugin.problem:
        raise SuiteError(plugin.problem)
    if failures.texts:
        raise SuiteError("\n".join(failures.texts))
    if ran.status == pytest.ExitCode.TESTS_FAILED and not recorder.live:
        raise SuiteError(f"a test of {suite} failed: {ran.output[-2000:]}")
    ran.check()
    if not plugin.checks:
        raise SuiteError(f"no check was found in {suite}: {ran.output[-500:]}")
    for name in (check.name for check in plugin.checks.values()):
        if name not in recorder.live and not recorder.examples.get(name):
            raise SuiteError(f"{name} was recorded without an example: its body was skipped, or was never run")
    return tuple(
        RecordedCheck(
            name=check.name,
            claim=check.claim,
            points=check.points,
            public=check.public,
            hint=check.hint,
            needs=check.needs,
            examples=() if check.name in recorder.live else tuple(recorder.examples.get(check.name, ())),
            live=check.name in recorder.live,
            statistical=check.statistical,
        )
        for check in plugin.checks.values()
    )


class Ran(NamedTuple):
    """How pytest ended, and what it printed."""

    status: int
    output: str

    def check(self) -> None:
        """Tests were run to their end, whether they passed or failed.

        Raises:
            SuiteError: they were not: pytest broke off, or found none.
        """
        if self.status not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            raise SuiteError(f"pytest ended with {pytest.ExitCode(self.status).name}: {self.output[-2000:]}")


def run_pytest(suite: Path, plugins: list[object], *more: str) -> Ran:
    """Run pytest on a suite with nothing but our plugins and no configuration."""
    arguments = [
        "-q", "-c", os.devnull, "--rootdir", str(suite), "--import-mode=importlib", "-p", "no:cacheprovider",
        "-p", "no:xdist", "-W", "ignore", "--tb=no", *more, str(suite),
    ]  # fmt: skip
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            status = pytest.main(arguments, plugins=plugins)
        finally:
            _forget(suite)
    return Ran(int(status), output.getvalue())


def _forget(suite: Path) -> None:
    """Drop the suite's modules: their bodies are wrapped for this run, and the next one must not find them so."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and Path(file).parent == suite:
            del sys.modules[name]
