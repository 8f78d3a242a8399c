"""What the tests of the command line share."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.cli import run
from tests.cli.terminal import can_mount, small_disk
from tests.cli.toy import RIGHT, make_course

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh working folder, in which the test runs."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def say(here: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs a command within this process, which is quick: its exit code, standard output and standard error."""

    def command(*args: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(arg) for arg in args])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one's own with one exercise, `exercise90_double`."""
    return make_course(tmp_path_factory.mktemp("toy"))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A course of one's own with its reference solution."""
    root = make_course(tmp_path / "course")
    place = root / "solutions" / "numpy" / "exercise90_double"
    place.mkdir(parents=True)
    (place / "double.py").write_text(RIGHT, encoding="utf-8")
    return root


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder that cannot be written to: a file system mounted so (permissions do not bind root), or by its mode."""
    import os

    if can_mount():
        with small_disk(tmp_path / "read-only") as folder:
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
            yield folder
        return
    if os.geteuid() == 0:
        pytest.skip("root, and no mounting here; the same refusals are tested by errno")
    folder = tmp_path / "read-only"
    folder.mkdir()
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for one small file and no more."""
    if not can_mount():
        pytest.skip("no mounting here; the same refusals are tested by errno")
    with small_disk(tmp_path / "full", "size=8k") as folder:
        yield folder
