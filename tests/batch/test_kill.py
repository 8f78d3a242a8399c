"""A run that is killed at any moment goes on with the same command, and comes to the same grade book."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch.classes import content, make_class
from tests.cli.terminal import DLGRADE, environment
from tests.cli.test_interrupt import alive, descendants, until

MOMENTS = 50
PARTS = 5  # tests, so that they can run side by side
# Of the benchmark's class: right ones, two that are wrong alike, one that raises, one that exits. Endless ones are left
# out: they would take the time and show nothing more.
CHOSEN = (40, 43, 44, 45, 46, 51, 54, 55)
WORDS = ("grade", "class", "softmax", "--jobs", "2", "--book", "grades.sqlite")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> tuple[dict[str, object], float]:
    """What a run that is left alone comes to, and its seconds."""
    folder = tmp_path_factory.mktemp("alone")
    make_class(folder / "class", CHOSEN)
    _finish(folder, cache)
    wanted = content(folder / "grades.sqlite")
    (folder / "grades.sqlite").unlink()
    began = time.monotonic()
    _finish(folder, cache)  # the recording is there now, as it is for those that are killed
    assert content(folder / "grades.sqlite") == wanted
    return wanted, time.monotonic() - began


def _environment(folder: Path, cache: Path) -> dict[str, str]:
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    return environment({"DLGRADE_CACHE": str(cache), "TMPDIR": str(scratch)})


def _finish(folder: Path, cache: Path) -> None:
    done = subprocess.run(
        [*DLGRADE, *WORDS], cwd=folder, env=_environment(folder, cache), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def _kill_after(seconds: float, folder: Path, cache: Path) -> bool:
    """Start the command, and kill it after so many seconds; whether it was still at work."""
    popen = subprocess.Popen(
        [*DLGRADE, *WORDS], cwd=folder, env=_environment(folder, cache), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        popen.wait(seconds)
    except subprocess.TimeoutExpired:
        family = descendants(popen.pid)
        popen.send_signal(signal.SIGKILL)
        popen.wait()
        if sys.platform == "linux":
            until(lambda: not any(alive(pid) for pid in family), 10.0)
        return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_a_killed_run_that_goes_on_comes_to_the_same_book(
    part: int, alone: tuple[dict[str, object], float], tmp_path: Path, cache: Path
) -> None:
    wanted, seconds = alone
    chance = random.Random(part)
    killed = tries = 0
    while killed < MOMENTS // PARTS:
        tries += 1
        assert tries < 3 * MOMENTS // PARTS, "it is done before it is killed"
        folder = tmp_path / str(tries)
        make_class(folder / "class", CHOSEN)
        killed += _kill_after(chance.uniform(0.0, seconds), folder, cache)
        _finish(folder, cache)
        assert content(folder / "grades.sqlite") == wanted
        assert list((folder / "scratch").iterdir()) == []  # what the killed run left is gone too
