"""Runs `dlgrade` as its users do: as a process, in a folder of their own, in a pipe or on a terminal."""

import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.harness import SAMPLES

DLGRADE = (sys.executable, "-P", "-m", "grader")
SOFTMAX = SAMPLES / "exercise07_softmax"
SECONDS = 60.0  # for one command: a hang is a failure, and not a wait


def environment(env: Mapping[str, str] | None = None) -> dict[str, str]:
    """Our own environment, without what a developer's terminal may bring along."""
    mine = {name: value for name, value in os.environ.items() if name not in ("TERM", "LESS", "PAGER", "COLUMNS")}
    return mine | {"TERM": "xterm-256color", "PAGER": "cat"} | dict(env or {})


def dlgrade(*args: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end, in pipes."""
    words = [*DLGRADE, *map(str, args)]
    return subprocess.run(
        words, cwd=cwd, env=environment(env), capture_output=True, text=True, timeout=SECONDS, check=False
    )


def on_terminal(*args: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run a command on a terminal of 100 columns; its exit code and all that the terminal was sent."""
    ours, theirs = pty.openpty()
    popen = subprocess.Popen(
        [*DLGRADE, *map(str, args)], cwd=cwd, stdin=theirs, stdout=theirs, stderr=theirs,
        env=environment(env) | {"COLUMNS": "100", "LINES": "40"},
    )  # fmt: skip
    os.close(theirs)
    text, deadline = b"", time.monotonic() + SECONDS
    try:
        while time.monotonic() < deadline:
            if not select.select([ours], [], [], 1)[0]:
                continue
            try:
                piece = os.read(ours, 1 << 16)
            except OSError:  # Linux says so where the other end is closed
                break
            if not piece:
                break
            text += piece
        return popen.wait(5), text.decode().replace("\r\n", "\n")
    finally:
        popen.kill()
        popen.wait()
        os.close(ours)


@contextmanager
def small_disk(folder: Path, *options: str) -> Iterator[Path]:
    """A file system of its own in `folder`, mounted with the options; the reader of a failure sees which."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def can_mount() -> bool:
    """Whether this machine lets us mount: root outside most containers."""
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        return False
    probe = Path(tempfile.mkdtemp(prefix="mount-"))
    try:
        done = subprocess.run([mount, "-t", "tmpfs", "tmpfs", str(probe)], capture_output=True, check=False)
        if done.returncode == 0:
            subprocess.run(["umount", str(probe)], check=True)
        return done.returncode == 0
    finally:
        probe.rmdir()


def is_clean(done: "subprocess.CompletedProcess[str]") -> bool:
    """No traceback anywhere, and nothing that Python says at its end."""
    return not any(word in done.stdout + done.stderr for word in ("Traceback", "Exception ignored"))
