"""A pid namespace for the template and everything that it forks, and one more for each child.

Theory of operation. A process that unshares its pid namespace stays where it is; its children enter the new one, and
the first of them is its init: when it dies, the kernel kills whatever else is in there, however far it ran from its
group or session. `enter` makes the template itself such a first child. It then has, in its own user namespace or as
root, the right to unshare before each fork (so that each learner's process is an init too, and takes everything that it
started with it) and to go back afterwards. The process that called `enter` stays behind as a keeper, which does nothing
but wait: it is the one that the command knows, and the template dies with it.

Root may drop to an unprivileged user only if that user can reach the interpreter, which often lies in root's closed
home. There the nest also has a mount namespace, in which a closed folder is covered by one that is open and holds
nothing but what is needed. The machine's own folders and their modes are never touched.
"""

import errno
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from grader.sandbox import kernel


@dataclass
class Nest:
    """The template's side of it. A Nest without `names` is a place without namespaces, in which nothing is done."""

    home: int = -1  # a descriptor of the template's own pid namespace
    names: dict[str, str] = field(default_factory=dict)  # of the namespaces that everybody else is in
    closed: tuple[str, ...] = ()  # the folders that keep an unprivileged user from the interpreter
    notes: tuple[str, ...] = ()

    @property
    def isolates(self) -> bool:
        """Whether each child will have a pid namespace of its own."""
        return bool(self.names)

    def before_fork(self) -> None:
        """The next child is the init of a pid namespace of its own."""
        if self.isolates:
            kernel.unshare(kernel.CLONE_NEWPID)

    def after_fork(self) -> None:
        """In the parent: children are in the template's own namespace again."""
        if self.isolates:
            kernel.setns(self.home, kernel.CLONE_NEWPID)

    def leave(self) -> None:
        """In the child: forget the way back."""
        if self.home >= 0:
            os.close(self.home)
            self.home = -1


def enter(paths: Sequence[str], *, isolate: bool) -> Nest:
    """Return in a child that is the init of a new pid namespace; here, where there can be none or `isolate` is not set.

    `paths` is what an unprivileged user must be able to reach. The caller may not have threads, and does not return
    from here if a child does.
    """
    if sys.platform != "linux":
        return Nest()
    closed, notes = _open(_closed_folders(paths) if os.geteuid() == 0 else {})
    if not isolate:
        return Nest(closed=closed, notes=notes)
    try:
        outside = kernel.namespaces()
        os.close(os.pidfd_open(os.getpid()))  # without it nobody outside could tell which process is which
        if os.geteuid() == 0:
            kernel.unshare(kernel.CLONE_NEWPID)
        else:
            uid, gid = os.getuid(), os.getgid()
            kernel.unshare(kernel.CLONE_NEWUSER | kernel.CLONE_NEWPID)
            kernel.map_ids(uid, gid)
    except (OSError, AttributeError) as error:
        return Nest(closed=closed, notes=(*notes, f"no namespaces: {told(error)}"))
    child = os.fork()
    if child:
        _keep(child)
    kernel.die_with_parent()
    nest = Nest(os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC), outside, closed, notes)
    try:
        nest.after_fork()  # while it changes nothing: the way out of a namespace must be known before one is made
    except OSError as error:
        nest.leave()
        nest.names = {}
        nest.notes = (*notes, f"no namespaces: {told(error)}")
    return nest


def told(error: Exception) -> str:
    """What the system said, with the call that it said it of."""
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return str(getattr(error, "strerror", None) or error)


def _keep(child: int) -> NoReturn:
    """Hold nothing, wait for the child, and leave as it did. The child leaves when its command does."""
    os.closerange(0, 1 << 16)
    _, status = os.waitpid(child, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _closed_folders(paths: Sequence[str]) -> dict[str, list[str]]:
    """The topmost folders on the way to each path that only some users may enter, and which paths lie in each."""
    found: dict[str, list[str]] = {}
    for path in sorted({os.path.realpath(path) for path in paths}):
        for folder in reversed(Path(path).parents):
            if not folder.stat().st_mode & 0o001:
                found.setdefault(str(folder), []).append(path)
                break
    return found


def _open(closed: dict[str, list[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Cover closed folders with open ones that hold the paths wanted only, in a mount namespace of this process's own.

    Returns the folders that stay closed, and a note if there are any.
    """
    if not closed:
        return (), ()
    held: dict[str, int] = {}
    try:
        before = kernel.namespace("mnt")
        kernel.unshare(kernel.CLONE_NEWNS)
        if kernel.namespace("mnt") == before:  # what is mounted now would be mounted for everybody
            raise PermissionError(errno.EPERM, "it did nothing", "unshare")
        for path in (path for paths in closed.values() for path in paths):
            held[path] = os.open(path, os.O_PATH | os.O_CLOEXEC)
        kernel.mount("none", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
        for folder in closed:
            kernel.mount("tmpfs", folder, "tmpfs", 0, "mode=755,size=1m")
        for path, descriptor in held.items():
            _bind(f"/proc/self/fd/{descriptor}", path)
    except OSError as error:
        folders = " and ".join(closed)
        why = f"only root may enter {folders}, where the interpreter is (let others pass: chmod o+x {' '.join(closed)})"
        return tuple(closed), (f"{why}, and a view of its own in which they may is not to be had: {told(error)}",)
    finally:
        for descriptor in held.values():
            os.close(descriptor)
    return (), ()


def _bind(source: str, target: str) -> None:
    place = Path(target)
    if Path(source).is_dir():
        place.mkdir(mode=0o755, parents=True)
    else:
        place.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        place.touch()
    kernel.mount(source, target, "", kernel.MS_BIND)
