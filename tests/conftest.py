"""What all tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course import Course, open_course
from tests.harness import Bench

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites the golden reports."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden reports")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs a GPU where there is none."""
    from shutil import which

    if which("nvidia-smi") is None:
        for item in items:
            if item.get_closest_marker("gpu"):
                item.add_marker(pytest.mark.skip(reason="no GPU here"))


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests run from the project's root, whatever the caller's folder and settings."""
    monkeypatch.chdir(ROOT)
    for name in ("DLGRADE_SEED", "DLGRADE_COURSE", "DLGRADE_DEBUG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of this checkout."""
    return open_course(ROOT)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of recordings that all tests of the run share, across workers too."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if base.name.startswith("popen-gw") else base) / "dlgrade-cache"


@pytest.fixture(autouse=True)
def _own_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Recordings of tests never land in the user's cache."""
    monkeypatch.setenv("DLGRADE_CACHE", str(cache))


@pytest.fixture(scope="session")
def bench(course: Course) -> Iterator[Bench]:
    """Grades submissions with shared processes."""
    made = Bench(course)
    yield made
    made.close()
