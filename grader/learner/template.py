"""The template: an interpreter with the array library imported, that forks a process for each learner.

Theory of operation. The command holds the other end of the control socket. It sends one byte for what it wants:

`F` with three descriptors (channel, standard output, standard error): fork. The child leads a process group of its own,
    takes the descriptors and serves; the template answers `P` and the child's number.
`K` and a child's number: kill its whole group, wait for it, answer `E` and its wait status. Killing comes before
    waiting, so the number cannot meanwhile belong to another process.

When the control socket closes, the template kills what is left and leaves. It never runs a learner's code; if it dies
all the same, the command sees the socket close, calls the submission's check crashed, and starts another template. A
child outlives neither: it asks the kernel to be killed with its parent.
"""

import gc
import os
import signal
import socket
import struct
import sys
from typing import Any, NoReturn

from grader.learner import serve
from grader.sandbox.confine import die_with_parent

NUMBER = struct.Struct(">i")
DESCRIPTORS = 3


def main(settings: dict[str, Any]) -> None:
    """Serve the control socket until it closes."""
    die_with_parent()
    control = socket.socket(fileno=settings["control"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command, which then closes the socket
    serve.prepare(settings)
    gc.collect()
    gc.freeze()  # so that collections in the children touch, and copy, none of these pages
    control.sendall(b"R")
    children: set[int] = set()
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, DESCRIPTORS)
        if not message:
            break
        if message == b"F":
            scratch = _exactly(control, NUMBER.unpack(_exactly(control, NUMBER.size))[0]).decode()
            child = _fork(control, descriptors, {**settings, "scratch": scratch})
            children.add(child)
            control.sendall(b"P" + NUMBER.pack(child))
        elif message == b"K":
            (child,) = NUMBER.unpack(_exactly(control, NUMBER.size))
            children.discard(child)
            control.sendall(b"E" + NUMBER.pack(_end(child)))
    for child in children:
        _end(child)
    os._exit(0)


def _fork(control: socket.socket, descriptors: list[int], settings: dict[str, Any]) -> int:
    child = os.fork()
    if child == 0:
        _become(control, descriptors, settings)
    for descriptor in descriptors:
        os.close(descriptor)
    return child


def _become(control: socket.socket, descriptors: list[int], settings: dict[str, Any]) -> NoReturn:
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
        serve.serve(socket.socket(fileno=channel), settings)
        code = 0
    except BaseException as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
    os._exit(code)


def _end(child: int) -> int:
    """Kill the child's group and wait for it; the wait status."""
    for kill in (os.killpg, os.kill):  # before setsid there is no group yet
        try:
            kill(child, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue
    try:
        return os.waitpid(child, 0)[1]
    except ChildProcessError:
        return 0


def _exactly(control: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length:
        piece = control.recv(length - len(data))
        if not piece:
            os._exit(0)
        data += piece
    return data
