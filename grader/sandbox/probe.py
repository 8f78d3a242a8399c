"""Tries what must be impossible in a confined process. What succeeds is not confined, whatever was set up."""

import os
import socket
from collections.abc import Callable
from contextlib import suppress

from grader.sandbox import kernel


def trials(scratch: str) -> dict[str, str]:
    """For each protection of the level `confined` that does not hold, the sentence that says so.

    `scratch` is the one folder that may be written to; its parent may not.
    """
    found = {
        "files": _succeeds(lambda: os.close(os.open("/", os.O_RDONLY | os.O_DIRECTORY)))
        or _succeeds(lambda: os.close(os.open("/proc/self/status", os.O_RDONLY)))
        or _writes(os.path.dirname(scratch)),  # noqa: PTH120
        "network": _succeeds(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()),
        "processes": _forks(),
        "signals": os.getppid() != 0 and _succeeds(lambda: os.kill(os.getppid(), 0)),  # 0: a parent out of sight
        "privileges": not kernel.has_no_new_privileges() or kernel.capabilities() != 0,
    }
    return {name: WORDS[name] for name, reached in found.items() if reached}


WORDS = {
    "files": "files outside the scratch folder can be reached",
    "network": "sockets can be opened",
    "processes": "other processes can be started",
    "signals": "other processes can be sent signals",
    "privileges": "it has privileges, or could gain some",
}


def can_use(scratch: str) -> bool:
    """Whether the scratch folder can be written to: a sandbox that does not let honest work be done is wrong too."""
    file = os.path.join(scratch, ".probe")  # noqa: PTH118
    with suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600))
        os.unlink(file)  # noqa: PTH108
        return True
    return False


def _succeeds(act: Callable[[], object]) -> bool:
    try:
        act()
    except OSError:
        return False
    return True


def _writes(folder: str) -> bool:
    file = os.path.join(folder, f".probe{os.urandom(8).hex()}")  # noqa: PTH118
    with suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600))
        os.unlink(file)  # noqa: PTH108
        return True
    return False


def _forks() -> bool:
    try:
        child = os.fork()
    except OSError:
        return False
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return True
