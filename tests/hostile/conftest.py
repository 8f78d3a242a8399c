"""One arena for all tests of hostile submissions."""

from collections.abc import Iterator

import pytest

from grader.course import Course
from tests.hostile.harness import Arena


@pytest.fixture(scope="session")
def arena(course: Course) -> Iterator[Arena]:
    """Grades the corpus with shared processes."""
    with Arena(course) as made:
        yield made
