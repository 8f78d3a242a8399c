"""Confines the calling process as far as this machine offers, and tells how far that was."""

import errno
import os
import sys
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from grader.sandbox import kernel, library, probe
from grader.sandbox import limits as rlimits
from grader.sandbox.levels import Confinement, Level, reaches
from grader.sandbox.limits import Limits
from grader.sandbox.nest import Nest, told

# Where systemd takes its passing users from: no account is there, and containers map them.
FIRST_NOBODY, NOBODIES = 61184, 4336


class Sandbox:
    """What is made once and serves every process that is forked later. `confine` is called in each of them."""

    def __init__(
        self, limits: Limits, packages: Mapping[str, str], scratch_root: str, *, at_most: Level, gpu: bool, nest: Nest
    ) -> None:
        self.limits = limits
        self.at_most = at_most
        self.gpu = gpu
        self.nest = nest
        self.notes: list[str] = list(nest.notes)
        self.files: Any = None
        self.calls: Any = None
        if sys.platform == "linux" and reaches(at_most, "confined"):
            self._prepare(packages, scratch_root)

    def _prepare(self, packages: Mapping[str, str], scratch_root: str) -> None:
        """Load the bindings, and look for what may be read. Each is done without where it is missing."""
        try:
            from grader.sandbox.files import Files

            self.files = Files(library.libraries(packages), scratch_root, gpu=self.gpu)
        except ImportError:
            self.notes.append("files are not confined: landlockpy is not installed (pip install landlockpy)")
        except OSError as error:
            self.notes.append(f"files are not confined: {error.strerror or error}")
        try:
            from grader.sandbox.calls import Calls

            self.calls = Calls(gpu=self.gpu)
        except ImportError:
            self.notes.append("system calls are not filtered: pyseccomp is not installed (pip install pyseccomp)")
        except (RuntimeError, OSError):
            self.notes.append(
                "system calls are not filtered: the system's libseccomp is missing (Debian: apt install libseccomp2)"
            )

    def lower(self, level: Level, why: str) -> None:
        """From now on confine no further than to a level."""
        if level != self.at_most:
            self.at_most = level
            self.notes.append(why)

    def confine(self, scratch: str) -> Confinement:
        """Confine this process, in which nothing of the learner's is yet, and try whether it holds."""
        os.environ.update(TMPDIR=scratch, HOME=scratch)
        if sys.platform != "linux":
            return Confinement("process", (*rlimits.apply(self.limits, address_space=not self.gpu), NOT_LINUX))
        if not reaches(self.at_most, "confined"):
            kernel.die_with_parent()
            return Confinement("process", (*self.notes, *rlimits.apply(self.limits, address_space=not self.gpu)))
        notes = list(self.notes)
        alone, unprivileged = self._become_nobody(scratch, notes)
        apart = reaches(self.at_most, "isolated") and self._leave_namespaces(notes)
        notes += rlimits.apply(self.limits, address_space=not self.gpu, alone=alone or apart)
        _attempt(notes, "capabilities are kept", kernel.drop_capabilities)
        kernel.die_with_parent()
        if self.files is not None:
            _attempt(notes, "files are not confined", lambda: self.files.lock(scratch))
        if self.calls is not None:
            _attempt(notes, "system calls are not filtered", self.calls.lock)
        failed = probe.trials(scratch)
        if not unprivileged:
            failed["privileges"] = probe.WORDS["privileges"]
        if not probe.can_use(scratch):
            raise OSError(0, "the sandbox does not let its own scratch folder be written to", scratch)
        if failed:
            return Confinement("process", (*notes, *failed.values()))
        return Confinement("isolated" if apart else "confined", tuple(notes))

    def _become_nobody(self, scratch: str, notes: list[str]) -> tuple[bool, bool]:
        """Where we are root: be a user that owns nothing but the scratch folder.

        Returns whether no other process has that user, and whether this process is now an unprivileged one.
        """
        if 0 not in os.getresuid():
            return False, True
        if self.nest.closed:
            return False, False  # the nest has said why
        user = FIRST_NOBODY + zlib.crc32(os.fsencode(scratch)) % NOBODIES
        try:
            os.chown(scratch, user, user)
            os.setgroups([])
            os.setresgid(user, user, user)
            os.setresuid(user, user, user)
            if {*os.getresuid(), *os.getresgid(), *os.getgroups(), user} != {user}:
                raise PermissionError(errno.EPERM, "it is still somebody else", "setresuid")
            kernel.be_dumpable(dumpable=True)  # else /proc/self, and the maps of ids in it, is root's
            Path(scratch).stat()
        except OSError as error:
            if _is_root_of_a_namespace():
                return False, True  # outside, this root is an ordinary user, and has no other to become
            notes.append(f"root could not become an unprivileged user: {told(error)}")
            with suppress(OSError):
                os.chown(scratch, os.geteuid(), os.getegid())
            return False, False
        return True, True

    def _leave_namespaces(self, notes: list[str]) -> bool:
        """Enter user, network and ipc namespaces of one's own; whether all four kinds are now other ones."""
        if not self.nest.isolates:
            if not self.nest.notes:
                notes.append("no namespaces: only a process that is forked can be the first of its own")
            return False
        uid, gid = os.geteuid(), os.getegid()
        try:
            kernel.unshare(kernel.CLONE_NEWUSER | kernel.CLONE_NEWNET | kernel.CLONE_NEWIPC)
            kernel.map_ids(uid, gid)
            mine = kernel.namespaces()
        except OSError as error:
            notes.append(f"no namespaces: {told(error)}")
            return False
        shared = [kind for kind in kernel.NAMESPACES if mine[kind] == self.nest.names[kind]]
        if shared or os.getpid() != 1:
            notes.append(f"no namespaces: {', '.join(shared or ['pid'])} is shared with others")
            return False
        return True


NOT_LINUX = "files, network and system calls are confined on Linux only"


def _attempt(notes: list[str], what: str, act: Any) -> None:
    try:
        act()
    except OSError as error:
        notes.append(f"{what}: {error.strerror or error}")


def _is_root_of_a_namespace() -> bool:
    """Whether root here is somebody else outside: so it is in a container that was started by an ordinary user."""
    with suppress(OSError, ValueError):
        inside, outside, _ = Path("/proc/self/uid_map").read_text(encoding="ascii").splitlines()[0].split()
        return inside == "0" and outside != "0"
    return False
