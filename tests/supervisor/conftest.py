"""Learner processes that the tests of one module share."""

from collections.abc import Iterator

import pytest

from grader.supervisor.launch import Launcher, Plan, launcher
from tests.supervisor.attempts import LIMITS


@pytest.fixture(scope="module", params=["fork", "spawn"])
def processes(request: pytest.FixtureRequest) -> Iterator[Launcher]:
    """NumPy processes, forked and spawned: every claim holds for both."""
    with launcher(Plan("numpy", "cpu", LIMITS), request.param) as made:
        yield made
