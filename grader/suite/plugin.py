"""The pytest plugin that every run loads: the option `--submission`, and nothing that takes time without it."""

from pathlib import Path

import pytest

from grader.suite.marks import MARKERS


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
        from grader.suite.stages import LivePlugin

        config.pluginmanager.register(LivePlugin(config), "dlgrade-live")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Say what is missing where a hidden suite is run as if it were any test."""
    suites = Path(__file__).parent.parent / "suites"
    conducted = any(hasattr(plugin, "conducts_suites") for plugin in config.pluginmanager.get_plugins())
    if not conducted and any(suites in item.path.parents for item in items):
        raise pytest.UsageError("name the submission to run the suite on: pytest SUITE --submission DIR")
