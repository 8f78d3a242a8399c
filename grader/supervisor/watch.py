"""Looks from outside at what a learner's process takes, where the kernel's own limits do not reach.

The kernel limits the address space of a process and the size of one file; not what is resident (which is what counts
where a GPU's driver reserves address space by the terabyte), not how many files there are, and the threads of a user
only all together.
"""

import os
from collections.abc import Iterator
from typing import Literal

from grader.sandbox.limits import MIB, Limits

Breach = tuple[Literal["out_of_memory", "over_limit"], str]


class Watch:
    """One process and its scratch folder. Where there is no /proc, only the folder is looked at."""

    def __init__(self, pid: int, scratch: str, limits: Limits) -> None:
        self.scratch = scratch
        self.limits = limits
        self._status = f"/proc/{pid}/status"
        self._memory = 0

    def begin(self) -> None:
        """From now on memory counts: what the interpreter and its libraries took is not the submission's."""
        self._memory, _ = self._read()

    def breach(self) -> Breach | None:
        """What the process takes more of than it may, if anything."""
        memory, threads = self._read()
        if memory - self._memory > self.limits.memory_mib * MIB:
            return "out_of_memory", f"it took more than {self.limits.memory_mib} MiB of memory"
        if threads > self.limits.processes:
            return "over_limit", f"it started more than {self.limits.processes} threads"
        used = files = 0
        for size in sizes(self.scratch):
            used, files = used + size, files + 1
            if files > self.limits.scratch_files:
                return "over_limit", f"it made more than {self.limits.scratch_files} files"
            if used > self.limits.scratch_mib * MIB:
                return "over_limit", f"it wrote more than {self.limits.scratch_mib} MiB to files"
        return None

    def _read(self) -> tuple[int, int]:
        """Bytes of memory of its own, and threads; zeros where the process has gone, or the platform does not tell.

        Files that are mapped do not count: the libraries are there, page by page as they are used.
        """
        try:
            with open(self._status, encoding="utf-8", errors="replace") as status:  # noqa: PTH123
                told = dict(line.split(":", 1) for line in status)
            memory = sum(int(told[name].split()[0]) for name in ("RssAnon", "RssShmem"))
            return memory * 1024, int(told["Threads"])
        except (OSError, LookupError, ValueError):
            return 0, 0


def sizes(folder: str) -> Iterator[int]:
    """The bytes on the disk of everything in a folder, link by link; what cannot be looked at counts nothing."""
    todo = [folder]
    while todo:
        try:
            with os.scandir(todo.pop()) as entries:
                for entry in entries:
                    yield entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        todo.append(entry.path)
        except OSError:
            continue
