"""A grade book for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.book.store import Book
from tests.book.factory import made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "grades.sqlite"


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    with made(path) as opened:
        yield opened
