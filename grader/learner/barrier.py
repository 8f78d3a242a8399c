"""Refuses, for good, what a flavour may not have: in the NumPy flavour PyTorch, in both the starting of programs.

An audit hook cannot be removed by Python code, and it sees every import, every opened file and every loaded library,
however the name was spelled. It is a fence within one process, not a wall: what stops a submission that breaks the
interpreter itself is the confinement of the process (see `sandbox`).
"""

import _posixsubprocess
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn

STARTING = frozenset({"subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.spawn", "pty.spawn"})
OPENING = frozenset({"open", "ctypes.dlopen", "os.listdir", "os.scandir"})
MOVING = frozenset({"os.link", "os.symlink", "os.rename"})


def raise_barrier(packages: tuple[str, ...], folders: tuple[str, ...]) -> None:
    """From now on refuse to import `packages`, to open anything in `folders`, and to start other programs."""
    _posixsubprocess.fork_exec = _refuse_to_start  # multiprocessing calls it past the audit events of subprocess
    sys.addaudithook(_hook(frozenset(packages), tuple(os.path.realpath(folder) + os.sep for folder in folders)))


def _refuse_to_start(*_: object) -> NoReturn:
    raise PermissionError("a submission may not start other programs")


def _hook(packages: frozenset[str], folders: tuple[str, ...]) -> Callable[[str, tuple[Any, ...]], None]:
    # Bound here, since a learner's code could put something else in the place of a global name.
    starting, opening, moving, touches = STARTING, OPENING, MOVING, _toucher(folders)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "import":
            if str(args[0]).partition(".")[0] in packages:
                raise ModuleNotFoundError(
                    f"No module named {args[0]!r}: it is not available to a NumPy submission", name=str(args[0])
                )
        elif event in opening or event in moving:
            if touches(args[0], above=event == "open" or event in moving):
                raise PermissionError(f"{event}: this is not available to a NumPy submission")
        elif event in starting:
            raise PermissionError(f"{event}: a submission may not start other programs")

    return hook


def _toucher(folders: tuple[str, ...]) -> Callable[..., bool]:
    """Whether a path is one of the folders, lies in one, or (where `above` says so) has one in it.

    A folder above that is opened as a file, or moved, would let the files in it be opened by names that say nothing.
    """
    realpath, decode, separator = os.path.realpath, os.fsdecode, os.sep

    def touches(path: object, *, above: bool) -> bool:
        if not folders or isinstance(path, int) or path is None:  # a number is a file that is open already
            return False
        try:
            real = realpath(decode(path)).rstrip(separator) + separator  # type: ignore[arg-type]
        except (ValueError, OSError, TypeError):
            return False
        return real.startswith(folders) or (above and any(folder.startswith(real) for folder in folders))

    return touches
