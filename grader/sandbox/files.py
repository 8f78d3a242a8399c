"""Landlock: of the file system, the interpreter's libraries to read and a scratch folder to write, and nothing else.

Theory of operation. A ruleset names what may be done beneath which paths; enforced rulesets only ever add up to less.
The libraries take some two hundred rules (where packages are installed inside the standard library's folder, its
entries are allowed one by one), which is too much for each process. So there are two: `Files` holds a ruleset that is
made once and inherited, with the libraries and the folder of all scratch folders; `lock` adds one with few rules, in
which a process's own scratch folder is the only one. What both allow is what is left.

Landlock does not speak of a file's metadata: whoever knows a path may find out that something is there, how large it is
and when it was changed. What would change modes, owners or times is for the filter of system calls.
"""

import glob
import os
from collections.abc import Iterable
from contextlib import suppress

import landlockpy
from landlockpy import AccessFS, Ruleset, Scope

from grader.sandbox import library

READ = AccessFS.READ_FILE | AccessFS.READ_DIR
WRITE = (
    READ | AccessFS.WRITE_FILE | AccessFS.TRUNCATE | AccessFS.MAKE_REG | AccessFS.MAKE_DIR | AccessFS.MAKE_SYM
    | AccessFS.REMOVE_FILE | AccessFS.REMOVE_DIR | AccessFS.REFER
)  # fmt: skip
DEVICE = AccessFS.READ_FILE | AccessFS.WRITE_FILE | AccessFS.IOCTL_DEV
# What can be said of a file; the kernel refuses rules that say more.
OF_A_FILE = AccessFS.READ_FILE | AccessFS.WRITE_FILE | AccessFS.TRUNCATE | AccessFS.IOCTL_DEV
FILE_READ = AccessFS.READ_FILE
SCOPE = Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET


class Files:
    """What every process may do; made before they are forked."""

    def __init__(self, libraries: Iterable[str], scratch_root: str, *, gpu: bool) -> None:
        if not landlockpy.supported():
            raise OSError(0, "this kernel has no Landlock; Linux 5.13 and later have it, where it is switched on")
        self.libraries = tuple(libraries)
        self.gpu = gpu
        self.shared = Ruleset(scoped=SCOPE)
        hidden = library.hidden()
        for root in self.libraries:
            for path, whole in library.all_but(root, hidden):
                is_file = whole and not os.path.isdir(path)  # noqa: PTH112 - two hundred of them
                self.shared.allow_path(path, FILE_READ if is_file else READ if whole else AccessFS.READ_DIR)
        self._allow_devices(self.shared)
        allow(self.shared, scratch_root, WRITE)

    def _allow_devices(self, ruleset: Ruleset) -> None:
        for device in library.DEVICES:
            allow(ruleset, device, DEVICE)
        for pattern in library.GPU if self.gpu else ():
            for path in glob.glob(pattern):  # noqa: PTH207
                allow(ruleset, path, READ | DEVICE)

    def lock(self, scratch: str) -> None:
        """Restrict this thread and its children, for good."""
        with Ruleset(scoped=SCOPE) as own:
            for root in self.libraries:
                allow(own, root, READ)
            self._allow_devices(own)
            allow(own, scratch, WRITE)
            self.shared.restrict()
            own.restrict()
        self.shared.close()


def allow(ruleset: Ruleset, path: str, access: AccessFS) -> None:
    """Allow something beneath a path, or of a file what can be said of one; what is not there needs nothing."""
    with suppress(FileNotFoundError):
        ruleset.allow_path(path, access if os.path.isdir(path) else access & OF_A_FILE)  # noqa: PTH112
