"""What hostile submissions look for, planted where they will find it if they can, and whether it was touched.

A marker is a text that nobody can guess: whoever shows one has read what was hidden. Markers lie in a suite, a
solution, a recording, a grade book, a neighbour's submission and scratch folder, in the environment of a command and
in the memory of the process that grades. All folders are open to every user, so that only confinement keeps them.
"""

import contextlib
import ctypes
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from grader.supervisor.interpreter import folder_of

SECONDS_TO_GO = 5.0  # for what was killed to be gone
SHARED = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue")  # where everybody may write


def marker(place: str) -> str:
    """A new text that stands for what is hidden at `place`."""
    return f"MARKER{{{place}-{secrets.token_hex(8)}}}"


class Bait:
    """Planted things and listeners. Close it, or use it as a context manager."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="hostile-"))
        self.root.chmod(0o755)
        self.temporary = self._folder("temporary")  # where the scratch folders are made
        self.outside = self._folder("outside")
        self.course = self._folder("course")
        self.cache = self._folder("cache")
        self.neighbour = self._folder("submissions/neighbour")
        self.scratch = self._folder("temporary/dlgrade-neighbour")
        self._plant()
        secret = marker("memory").encode()
        self._memory = ctypes.create_string_buffer(secret)  # an address that stays where it is
        self.command = subprocess.Popen(
            [sys.executable, "-c", "import sys; sys.stdin.read()"],  # it goes with us, however we go
            stdin=subprocess.PIPE,
            env={"DLGRADE_SEED": marker("environment")},
            cwd=self.course,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.token = ""
        self._names = 0
        self.key = 0x40000000 | secrets.randbits(29)
        self._listeners = tuple(self._listen())
        self.snapshot = self._look()
        self.portrait = self._watch()

    def _folder(self, name: str) -> Path:
        path = self.root / name
        path.mkdir(parents=True)
        path.chmod(0o777)
        return path

    def _plant(self) -> None:
        for path in (
            self.course / "secret.txt",
            self.course / "suites" / "exercise07_softmax" / "test_softmax.py",
            self.course / "solutions" / "numpy" / "exercise07_softmax" / "softmax.py",
            self.course / "recordings" / "exercise07_softmax.dlrec",
            self.course / "gradebook.sqlite",
            self.cache / "secret.txt",
            self.cache / "recordings" / "exercise07_softmax.dlrec",
            self.neighbour / "softmax.py",
            self.neighbour / "secret.txt",
            self.scratch / "secret.txt",
        ):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"# {marker(path.stem)}\ndef test_of_the_bait(): ...\n", encoding="utf-8")
            path.chmod(0o666)
        kept = self.outside / "kept"
        kept.write_text("to be kept", encoding="utf-8")
        kept.chmod(0o666)

    def _listen(self) -> Iterator[socket.socket]:
        tcp = _bound(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0))
        self.port: int = tcp.getsockname()[1]
        yield tcp
        yield _bound(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", self.port))
        if socket.has_ipv6:
            with contextlib.suppress(OSError):
                yield _bound(socket.AF_INET6, socket.SOCK_STREAM, ("::1", self.port))
        self.path = self.root / "socket"
        yield _bound(socket.AF_UNIX, socket.SOCK_STREAM, str(self.path))
        self.path.chmod(0o777)

    def next_token(self) -> str:
        """A new name for what a submission leaves behind, short enough for that of a thread; and an abstract socket."""
        self._names += 1
        self.token = f"h{os.getpid():x}n{self._names:x}"
        return self.token

    def fill(self, text: str) -> str:
        """The text of a submission with what it would have had to find out, so that it has every advantage."""
        values = {
            "COURSE": self.course, "CACHE": self.cache, "NEIGHBOUR": self.neighbour, "OUTSIDE": self.outside,
            "SCRATCH": self.scratch, "LISTENER": self.port, "SOCKET": self.path, "PARENT": os.getpid(),
            "COMMAND": self.command.pid, "ADDRESS": ctypes.addressof(self._memory), "KEY": self.key,
            "TOKEN": self.token, "SITE": folder_of("torch") or "/no/such/folder",
        }  # fmt: skip
        for name, value in values.items():
            text = text.replace(f"@{name}@", str(value))
        return text

    def harm(self) -> tuple[str, ...]:
        """A sentence for each thing that was done outside, since the bait was planted."""
        return tuple(sentence for look in (self._touched, self._reached, self._left) for sentence in look())

    def _look(self) -> dict[str, tuple[object, ...]]:
        roots = (self.course, self.cache, self.neighbour, self.outside, self.scratch)
        return {
            str(path): _portrait(path) for root in roots for path in [root, *root.rglob("*")] if os.path.lexists(path)
        }

    def _watch(self) -> tuple[object, ...]:
        pid = self.command.pid
        proc = Path(f"/proc/{pid}")
        state = (proc / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] if proc.exists() else "gone"
        if state == "gone":
            return ("gone",)
        return (
            "stopped" if state in "tTzZX" else "running", os.getpriority(os.PRIO_PROCESS, pid),
            tuple(sorted(os.sched_getaffinity(pid))), os.sched_getscheduler(pid), os.getpgid(pid),
            (proc / "comm").read_text(encoding="utf-8"), (proc / "oom_score_adj").read_text(encoding="utf-8"),
            (proc / "limits").read_text(encoding="utf-8"),
        )  # fmt: skip

    def _touched(self) -> Iterator[str]:
        now = self._look()
        for path in sorted(now.keys() | self.snapshot.keys()):
            if now.get(path) != self.snapshot.get(path):
                yield f"{path} was {'changed' if path in now and path in self.snapshot else 'made or removed'}."
        if self._watch() != self.portrait:
            yield f"Another process was ended, stopped or changed: {self._watch()}."

    def _reached(self) -> Iterator[str]:
        for listener in self._listeners:
            with contextlib.suppress(BlockingIOError):
                if listener.type == socket.SOCK_DGRAM:
                    listener.recv(1)
                else:
                    listener.accept()[0].close()
                yield f"The listener {listener.getsockname()} was reached."

    def _left(self) -> Iterator[str]:
        if not _soon(lambda: not called(self.token)):
            yield f"Processes or threads called {self.token} are still there."
        for root in self.temporary.glob("dlgrade-*"):
            if root != self.scratch and any(root.iterdir()):
                yield f"The scratch folder in {root} is still there."
        for folder in SHARED:
            if any(self.token in name for name in _names(folder)):
                yield f"{folder} holds what was left behind."
        for kind in ("shm", "sem", "msg"):
            table = Path("/proc/sysvipc", kind)
            if table.exists() and str(self.key) in table.read_text(encoding="ascii").split():
                yield f"Shared memory of System V ({kind}) was left behind."

    def close(self) -> None:
        """Take everything away."""
        self.command.kill()
        self.command.communicate()
        for listener in self._listeners:
            listener.close()
        shutil.rmtree(self.root, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass
class Abstract:
    """A listener in the abstract namespace of Unix sockets, where a name is all that is needed."""

    token: str

    def __enter__(self) -> Callable[[], bool]:
        self.listener = _bound(socket.AF_UNIX, socket.SOCK_STREAM, f"\0{self.token}")
        return self.was_reached

    def was_reached(self) -> bool:
        """Whether somebody connected."""
        try:
            self.listener.accept()[0].close()
        except BlockingIOError:
            return False
        return True

    def __exit__(self, *_: object) -> None:
        self.listener.close()


def _bound(family: int, kind: int, address: object) -> socket.socket:
    listener = socket.socket(family, kind)
    listener.setblocking(False)
    listener.bind(address)  # type: ignore[arg-type]
    if kind == socket.SOCK_STREAM:
        listener.listen()
    return listener


def _portrait(path: Path) -> tuple[object, ...]:
    """What there is to be known of a file without changing anything."""
    status = path.lstat()
    content: object = None
    if path.is_symlink():
        content = str(path.readlink())
    elif path.is_file():
        content = path.read_bytes()
    changed = status.st_mtime_ns if not path.is_dir() else None
    return status.st_mode, status.st_uid, status.st_gid, changed, content


def called(token: str) -> list[int]:
    """The processes of which one thread is called `token`, or which were started with it."""
    found = []
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        with contextlib.suppress(OSError):
            names = [(task / "comm").read_bytes() for task in (process / "task").iterdir()]
            names.append((process / "cmdline").read_bytes())
            if any(token.encode() in name for name in names):
                found.append(int(process.name))
    return found


def _names(folder: str) -> list[str]:
    path = Path(folder)
    return [one.name for one in path.iterdir()] if path.is_dir() else []


def _soon(is_so: Callable[[], bool]) -> bool:
    """Whether something is so, or becomes so in a moment."""
    deadline = time.monotonic() + SECONDS_TO_GO
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
