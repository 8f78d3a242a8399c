"""Learner processes that the tests of one module share."""

from collections.abc import Iterator

import pytest

from grader.supervisor.launch import Launcher, Plan, SpawnLauncher, launcher
from tests.supervisor.attempts import LIMITS


@pytest.fixture(
    scope="module", params=[("fork", "isolated"), ("spawn", "confined"), ("serve", "process")], ids="-".join
)
def processes(request: pytest.FixtureRequest) -> Iterator[Launcher]:
    """NumPy processes, forked and spawned, confined and not: every claim holds for all. `serve` is macOS's way."""
    start, level = request.param
    plan = Plan("numpy", "cpu", LIMITS, at_most=level)
    with SpawnLauncher(plan) if start == "serve" else launcher(plan, start) as made:
        yield made
