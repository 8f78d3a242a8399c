"""The template: an interpreter with the array library imported, that forks a process for each learner.

Theory of operation. The command holds the other end of the control socket. It sends one byte for what it wants:

`F` with three descriptors (channel, standard output, standard error) and the name of a scratch folder: fork. The child
    leads a process group of its own, takes the descriptors and serves; the template answers `P` and the child's number,
    and sends a descriptor of the process where the platform has such (pidfd): numbers mean nothing outside a namespace.
`K` and a child's number: kill its whole group and what left it, wait for it, answer `E`, its wait status and the
    milliseconds of processor time that it used. Killing comes before waiting, so the number cannot meanwhile belong to
    another process.

When the control socket closes, the template kills what is left and leaves. It never runs a learner's code; if it dies
all the same, the command sees the socket close, calls the submission's check crashed, and starts another template. A
child outlives neither: it asks the kernel to be killed with its parent. (The template itself does not: to Linux that is
the thread that started it, which may well end before the others. The closing socket is enough.) What a child started
cannot outlive it either: in a pid namespace of its own the kernel sees to that; a filter of system calls lets it start
nothing; and where there is neither, its orphans become the template's children, and are killed as such.
"""

import contextlib
import gc
import os
import signal
import socket
import struct
import sys
import tempfile
from typing import Any, NoReturn

from grader.learner import serve
from grader.sandbox import kernel
from grader.sandbox.confine import Sandbox
from grader.sandbox.levels import Level, highest
from grader.sandbox.nest import Nest

NUMBER = struct.Struct(">i")
ENDED = struct.Struct(">iI")
DESCRIPTORS = 3
MAX_SWEEPS = 10_000  # each ends a generation of what forks itself


def main(settings: dict[str, Any], nest: Nest) -> None:
    """Serve the control socket until it closes."""
    if sys.platform == "linux":
        kernel.adopt_orphans()
    control = socket.socket(fileno=settings["control"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command, which then closes the socket
    sandbox = serve.prepare(settings, nest)
    if settings["device"] != "cpu":
        try_device(settings["device"], settings["scratch_root"], sandbox)
    gc.freeze()  # so that collections in the children touch, and copy, none of these pages
    gc.enable()
    control.sendall(b"R")
    children: set[int] = set()
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, DESCRIPTORS)
        if not message:
            break
        if message == b"F":
            scratch = _exactly(control, NUMBER.unpack(_exactly(control, NUMBER.size))[0]).decode()
            child = _fork(control, descriptors, scratch, settings["device"], sandbox)
            children.add(child)
            _tell_of(control, child)
        elif message == b"K":
            (child,) = NUMBER.unpack(_exactly(control, NUMBER.size))
            children.discard(child)
            control.sendall(b"E" + ENDED.pack(*_end(child)))
            if not nest.isolates:
                _end_strays(children)
    for child in children:
        _end(child)
    if not nest.isolates:
        _end_strays(set())
    os._exit(0)


def try_device(device: str, scratch_root: str, sandbox: Sandbox) -> None:
    """Lower the sandbox to the level at which the device's driver starts: what it needs is for the driver to know.

    Each level is tried in a child, since what has touched a driver cannot be forked. Where it starts at none, the first
    learner's process will say why.
    """

    def works(level: Level) -> bool:
        scratch = tempfile.mkdtemp(dir=scratch_root)
        sandbox.nest.before_fork()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                sandbox.nest.leave()
                sandbox.at_most = level
                serve.begin(scratch, device, sandbox)
                code = 0
            finally:
                os._exit(code)
        sandbox.nest.after_fork()
        return os.waitpid(child, 0)[1] == 0

    level = highest(sandbox.at_most, works)
    sandbox.lower(level, f"the driver of {device} does not start when it is confined further")


def _fork(control: socket.socket, descriptors: list[int], scratch: str, device: str, sandbox: Sandbox) -> int:
    sandbox.nest.before_fork()
    child = os.fork()
    if child == 0:
        sandbox.nest.leave()
        _become(control, descriptors, scratch, device, sandbox)
    sandbox.nest.after_fork()
    for descriptor in descriptors:
        os.close(descriptor)
    return child


def _tell_of(control: socket.socket, child: int) -> None:
    message = b"P" + NUMBER.pack(child)
    try:
        handle = os.pidfd_open(child)
    except (AttributeError, OSError):
        control.sendall(message)
        return
    socket.send_fds(control, [message], [handle])
    os.close(handle)


def _become(control: socket.socket, descriptors: list[int], scratch: str, device: str, sandbox: Sandbox) -> NoReturn:
    """The child: a session of its own, the three descriptors and nothing else; it never returns."""
    code = 70  # EX_SOFTWARE, unless the channel closes in order
    try:
        os.setsid()
        control.close()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        channel, out, err = descriptors
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.close(out)
        os.close(err)
        serve.serve(socket.socket(fileno=channel), scratch, device, sandbox)
        code = 0
    except BaseException as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
    os._exit(code)


def _end(child: int) -> tuple[int, int]:
    """Kill the child's group and wait for it; the wait status, and the milliseconds that it used."""
    for kill in (os.killpg, os.kill):  # before setsid there is no group yet
        try:
            kill(child, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue
    try:
        _, status, usage = os.wait4(child, 0)
    except ChildProcessError:
        return 0, 0
    return status, int(1000 * (usage.ru_utime + usage.ru_stime))


def _end_strays(children: set[int]) -> None:
    """Kill what was adopted: orphans of a learner's process that had left its group."""
    for _ in range(MAX_SWEEPS):
        strays = [pid for pid in _children() if pid not in children]
        if not strays:
            return
        for kill in (signal.SIGSTOP, signal.SIGKILL):  # what is stopped cannot fork while others are being killed
            for pid in strays:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, kill)
        for pid in strays:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _children() -> list[int]:
    """The children of this process, as Linux lists them."""
    try:
        with open("/proc/thread-self/children", encoding="ascii") as listed:  # noqa: PTH123
            return [int(word) for word in listed.read().split()]
    except OSError:
        return []


def _exactly(control: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length:
        piece = control.recv(length - len(data))
        if not piece:
            os._exit(0)
        data += piece
    return data
