"""System calls of Linux that Python has no function for (or has since 3.12 only), through the C library.

Each raises OSError as Python's own do. Numbers are those of <linux/prctl.h>, <linux/sched.h>, <linux/mount.h> and
<linux/capability.h>, which are the same on every architecture.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path
from typing import Any

CLONE_NEWNS = 0x00020000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_CHILD_SUBREAPER = 36
_PR_GET_NO_NEW_PRIVS = 39
_CAPABILITY_VERSION_3 = 0x20080522


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapabilityData(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


_libc: Any = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), what)
    return result


def unshare(flags: int) -> None:
    """Leave namespaces for new ones; a new pid namespace is for children only."""
    _checked(_libc.unshare(flags), "unshare")


def setns(descriptor: int, kind: int) -> None:
    """Enter the namespace that a descriptor of /proc/PID/ns stands for; a pid namespace is for children only."""
    _checked(_libc.setns(descriptor, kind), "setns")


def mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    """Mount, bind, or change a mount."""
    words = (os.fsencode(word) for word in (source, target, kind))
    _checked(_libc.mount(*words, ctypes.c_ulong(flags), data.encode() or None), f"mount {target}")


def die_with_parent(number: int = signal.SIGKILL) -> None:
    """Have this process sent a signal when the thread that forked it dies. A change of user undoes it: call it after.

    A kernel that refuses is passed over: the closed channel ends whoever waits for the next message all the same.
    """
    _libc.prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)


def be_dumpable(*, dumpable: bool) -> None:
    """Whether /proc/self belongs to this process's user. It does not after a change of user."""
    _checked(_libc.prctl(_PR_SET_DUMPABLE, int(dumpable), 0, 0, 0), "prctl")


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent dies, where the kernel lets us."""
    _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def has_no_new_privileges() -> bool:
    """Whether this process and its children can gain no privilege by executing a file."""
    return bool(_libc.prctl(_PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1)


def capabilities() -> int:
    """The capabilities in effect or to be had, as a set of bits."""
    data = (_CapabilityData * 2)()
    _checked(_libc.capget(ctypes.byref(_CapabilityHeader(_CAPABILITY_VERSION_3, 0)), data), "capget")
    low, high = (one.effective | one.permitted | one.inheritable for one in data)
    return int(low | high << 32)


def drop_capabilities() -> None:
    """Give up every capability, for good."""
    data = (_CapabilityData * 2)()
    _checked(_libc.capset(ctypes.byref(_CapabilityHeader(_CAPABILITY_VERSION_3, 0)), data), "capset")


def map_ids(uid: int, gid: int) -> None:
    """In a user namespace just made: let `uid` and `gid` mean themselves, and nobody else mean anything."""
    own = Path("/proc/self")
    (own / "setgroups").write_text("deny", encoding="ascii")
    (own / "uid_map").write_text(f"{uid} {uid} 1", encoding="ascii")
    (own / "gid_map").write_text(f"{gid} {gid} 1", encoding="ascii")


NAMESPACES = ("user", "pid", "net", "ipc")


def namespaces() -> dict[str, str]:
    """The names of the namespaces that this process is in, as /proc tells them (`net:[4026531840]`)."""
    return {kind: namespace(kind) for kind in NAMESPACES}


def namespace(kind: str) -> str:
    """The name of one of this process's namespaces."""
    return str(Path("/proc/self/ns", kind).readlink())
