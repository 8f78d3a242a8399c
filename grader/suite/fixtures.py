"""The one fixture of the kit, in a module of its own: pytest wants session fixtures outside of instances."""

import pytest

from grader.suite.learner import Learner

LEARNER = pytest.StashKey[Learner]()


@pytest.fixture(scope="session", name="learner")
def learner_fixture(request: pytest.FixtureRequest) -> Learner:
    """The stand-in for the learner's module."""
    return request.config.stash[LEARNER]
