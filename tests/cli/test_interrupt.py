"""Ctrl-C in the middle: one sentence, exit code 130, no process and no scratch folder left, within two seconds."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.book.store import Book
from tests.cli.terminal import DLGRADE, environment
from tests.cli.toy import ENDLESS, RIGHT

SAID = "Interrupted. Nothing of yours was changed."


def until(holds: Callable[[], object], seconds: float = 30.0) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.01)


def scratch_folders(temporary: Path) -> list[Path]:
    """Scratch folders, our own and those of the author's process."""
    return sorted(temporary.rglob("dlgrade-*"))


def descendants(root: int) -> set[int]:
    """The processes that a process started, and they in turn."""
    listed = subprocess.run(
        ["ps", "-ax", "-o", "pid=", "-o", "ppid="], capture_output=True, text=True, check=True
    ).stdout
    parents = {int(pid): int(parent) for pid, parent in (line.split() for line in listed.splitlines())}
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {root}


def alive(pid: int) -> bool:
    """Whether a process runs; one that only waits to be collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    if sys.platform != "linux":
        return True
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):  # it ended before it was opened, or before it was read
        return False


def interrupted(
    words: list[str], work: Path, temporary: Path, under_way: Callable[[int], object], stop: int, *, times: int = 1
) -> tuple[int, str, float]:
    """Start a command, send its process group a signal once it is under way; exit code, what it said, and seconds."""
    temporary.mkdir(exist_ok=True)
    popen = subprocess.Popen(
        [*DLGRADE, *words], cwd=work, env=environment({"TMPDIR": str(temporary)}), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        until(lambda: under_way(popen.pid))
        family = descendants(popen.pid)
        assert family
        began = time.monotonic()
        for _ in range(times):
            os.killpg(popen.pid, stop)
        out, err = popen.communicate(timeout=20)
        seconds = time.monotonic() - began
    finally:
        popen.kill()
        with popen:
            pass  # closes its pipes, and waits
    assert out == ""
    until(lambda: not any(alive(pid) for pid in family), 2.0)
    assert scratch_folders(temporary) == []
    return popen.returncode, err, seconds


@pytest.fixture
def endless(here: Path) -> Path:
    """A working folder with code that does not end."""
    (here / "double.py").write_text(ENDLESS, encoding="utf-8")
    return here


def learner_runs(temporary: Path) -> Callable[[int], bool]:
    """Whether the learner's code has come to its endless loop: it leaves a file in its scratch folder on the way."""
    return lambda _: any(temporary.rglob("dlgrade-*/running"))


@pytest.mark.parametrize("start", ["fork", "spawn"])
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_an_endless_submission(start: str, stop: int, endless: Path, toy: Path, tmp_path: Path) -> None:
    if start == "fork" and sys.platform != "linux":
        pytest.skip("forked on Linux only")
    temporary = tmp_path / "scratch"
    words = ["--course", str(toy), "check", "90", "--timeout", "60", "--start", start, "--only", "example"]
    before = (endless / "double.py").read_bytes()
    code, err, seconds = interrupted(words, endless, temporary, learner_runs(temporary), stop)
    assert code == 130
    assert err.strip().splitlines()[-1] == SAID
    assert "Traceback" not in err
    assert seconds < 2
    assert (endless / "double.py").read_bytes() == before
    assert [path.name for path in endless.iterdir()] == ["double.py"]


def test_an_impatient_ctrl_c_does_not_disturb_the_tidying(endless: Path, toy: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "scratch"
    words = ["--course", str(toy), "check", "90", "--timeout", "60", "--only", "example"]
    code, err, _ = interrupted(words, endless, temporary, learner_runs(temporary), signal.SIGINT, times=5)
    assert code == 130
    assert err.strip().splitlines()[-1] == SAID
    assert "Traceback" not in err


@pytest.mark.slow
def test_ctrl_c_ends_a_check_that_runs_live(here: Path, toy: Path, tmp_path: Path) -> None:
    (here / "double.py").write_text(ENDLESS, encoding="utf-8")
    temporary = tmp_path / "scratch"
    words = ["--course", str(toy), "check", "90", "--timeout", "60", "--only", "twice"]
    code, err, seconds = interrupted(words, here, temporary, learner_runs(temporary), signal.SIGINT)
    assert code == 130
    assert SAID in err
    assert "Traceback" not in err
    assert seconds < 2


@pytest.mark.slow
def test_ctrl_c_while_examples_are_drawn_leaves_no_recording(here: Path, tmp_path: Path) -> None:
    temporary, output = tmp_path / "scratch", tmp_path / "recordings"
    words = ["record", "--all", "--output", str(output)]
    code, err, seconds = interrupted(
        words, here, temporary, lambda command: scratch_folders(temporary) and descendants(command), signal.SIGINT
    )
    assert code == 130
    assert SAID in err
    assert "Traceback" not in err
    assert seconds < 2
    assert not output.exists() or list(output.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_a_class_and_what_was_finished_stays(stop: int, here: Path, own: Path, tmp_path: Path) -> None:
    for learner, source in (("anna", RIGHT), ("ben", ENDLESS)):
        (here / "class" / learner).mkdir(parents=True)
        (here / "class" / learner / "double.py").write_text(source, encoding="utf-8")
    temporary = tmp_path / "scratch"
    words = ["--course", str(own), "grade", "class", "double", "--jobs", "2", "--timeout", "60"]

    def under_way(command: int) -> bool:
        return learner_runs(temporary)(command) and graded(here / "grades.sqlite") == ["anna"]

    code, err, _ = interrupted(words, here, temporary, under_way, stop)
    assert code == 130
    assert err.strip().splitlines()[-1].endswith("the same command goes on from there.")
    assert "Traceback" not in err
    assert graded(here / "grades.sqlite") == ["anna"]


def graded(path: Path) -> list[str]:
    """Who was graded, as far as the book knows."""
    if not path.is_file():
        return []
    with Book.read(path) as book:
        return [str(row[0]) for row in book.rows("SELECT learner FROM grading ORDER BY learner")]
