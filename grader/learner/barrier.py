"""Refuses, for good, what a flavour may not have: in the NumPy flavour PyTorch, in both the starting of programs.

An audit hook cannot be removed by Python code, and it sees every import, every opened file and every loaded library,
however the name was spelled. It is a fence within one process, not a wall: what stops a submission that breaks the
interpreter itself is the confinement of the process (see `sandbox`).
"""

import os
import sys
from collections.abc import Callable
from typing import Any

STARTING = frozenset({"subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.spawn", "pty.spawn"})
OPENING = frozenset({"open", "ctypes.dlopen", "os.listdir", "os.scandir"})


def raise_barrier(packages: tuple[str, ...], folders: tuple[str, ...]) -> None:
    """From now on refuse to import `packages`, to open anything under `folders`, and to start other programs."""
    sys.addaudithook(_hook(frozenset(packages), tuple(os.path.realpath(folder) + os.sep for folder in folders)))


def _hook(packages: frozenset[str], folders: tuple[str, ...]) -> Callable[[str, tuple[Any, ...]], None]:
    starting, opening, realpath = STARTING, OPENING, os.path.realpath

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "import":
            if str(args[0]).partition(".")[0] in packages:
                raise ModuleNotFoundError(
                    f"No module named {args[0]!r}: it is not available to a NumPy submission", name=str(args[0])
                )
        elif event in opening:
            path = args[0]
            if folders and isinstance(path, str | bytes) and _inside(path, folders, realpath):
                raise PermissionError(f"{event}: this is not available to a NumPy submission")
        elif event in starting:
            raise PermissionError(f"{event}: a submission may not start other programs")

    return hook


def _inside(path: str | bytes, folders: tuple[str, ...], realpath: Callable[[str], str]) -> bool:
    try:
        return realpath(os.fsdecode(path)).startswith(folders)
    except (ValueError, OSError):
        return False
