"""The baseline: the same checks on the same examples, as an instructor would run them with plain pytest.

A pytest plugin. The suite's bodies meet the learner's module itself, in the process that holds the suite, and `expect`
compares at once. Nothing is isolated and nothing is recorded. Run as

    python -m benchmarks.plain SUITE SUBMISSION SEED [TIMES [SECONDS]]

With SECONDS, a test that takes longer fails, as pytest-timeout has it.
"""

import importlib.util
import signal
import sys
from collections.abc import Generator
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import hypothesis
import numpy as np
import pytest

from grader.suite.conduct import info_of, seed_of
from grader.suite.marks import MARKERS
from grader.suite.references import Truth
from grader.suite.standin import Laid


class Plain:
    """The learner's module, with arguments laid out as asked."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self.module, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            return attribute(*map(bare, args), **{key: bare(value) for key, value in kwargs.items()})

        return call


def bare(value: Any) -> Any:
    """A fresh copy of an array, as each call of a suite gets."""
    if isinstance(value, Laid):
        value = value.array
    return value.copy() if isinstance(value, np.ndarray) else value


class Expected:
    """Compares at once."""

    def __init__(self, got: Any) -> None:
        self.got = got

    def unchanged(self) -> "Expected":
        """Not looked at."""
        return self

    quiet = unchanged


def expect(got: Any, expected: Any = None, **_: Any) -> Expected:
    """The plain assertion that an instructor would write."""
    value = expected.value if isinstance(expected, Truth) else expected
    if value is not None:
        np.testing.assert_allclose(np.asarray(got, dtype=np.float64), value, rtol=1e-4, atol=1e-6)
    return Expected(got)


class TimedOut(BaseException):
    """A test took too long. No Exception: Hypothesis would take it for a failure and look for a smaller one."""


def time_out(_signal: int, _frame: FrameType | None) -> None:
    """Interrupt the test that runs."""
    raise TimedOut


class PlainPlugin:
    """Gives the suite the module itself, and each test so many seconds; 0 is without end."""

    conducts_suites = True

    def __init__(self, module: ModuleType, seed: str, seconds: float) -> None:
        self.learner = Plain(module)
        self.seed = seed
        self.seconds = seconds

    def pytest_configure(self, config: pytest.Config) -> None:
        """The same settings as a recording's."""
        for marker in MARKERS:
            config.addinivalue_line("markers", marker)
        hypothesis.settings.register_profile("plain", database=None, deadline=None, max_examples=50)
        hypothesis.settings.load_profile("plain")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """The same seeds, and the plain assertion."""
        for item in items:
            assert isinstance(item, pytest.Function)
            test: Any = item.obj
            item.module.expect = expect
            if getattr(test, "is_hypothesis_test", False):
                hypothesis.seed(seed_of(self.seed, info_of(item).name))(test)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Generator[None, object, object]:
        """An alarm rings while a test runs too long; the next one has its own."""
        signal.setitimer(signal.ITIMER_REAL, self.seconds)
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


@pytest.fixture(scope="session", name="learner")
def learner_fixture(request: pytest.FixtureRequest) -> Plain:
    """The module."""
    plugin = request.config.pluginmanager.get_plugin("plain")
    assert isinstance(plugin, PlainPlugin)
    return plugin.learner


def load(path: Path) -> ModuleType:
    """Import a submission, as people do."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Run the suite on a submission, TIMES times in this process; the exit code is pytest's last."""
    suite, submission, seed = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    seconds = float(sys.argv[5]) if len(sys.argv) > 5 else 0.0
    signal.signal(signal.SIGALRM, time_out)
    code = 0
    for _ in range(int(sys.argv[4]) if len(sys.argv) > 4 else 1):
        config = ["-q", "-c", "/dev/null", "--rootdir", str(suite), "-p", "no:cacheprovider", "-p", "no:xdist"]
        plugin = PlainPlugin(load(submission), seed, seconds)
        code = int(pytest.main([*config, "--import-mode=importlib", str(suite)], plugins=[Registrar(plugin)])) or code
    sys.exit(code)


class Registrar:
    """Registers the plugin under its name, and this module for its fixture."""

    def __init__(self, plugin: PlainPlugin) -> None:
        self.plugin = plugin

    def pytest_configure(self, config: pytest.Config) -> None:
        """Register both."""
        config.pluginmanager.register(self.plugin, "plain")
        config.pluginmanager.register(sys.modules[__name__], "plain-fixtures")


if __name__ == "__main__":
    main()
