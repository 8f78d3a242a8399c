"""The other end of a learner's process, held by a test, so that it may speak as wrongly as it likes."""

import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable, Sequence
from typing import Self

from grader.experiment import wire
from grader.experiment.message import Reply, Request
from grader.sandbox.limits import Limits
from grader.supervisor.launch import Plan, Start
from grader.supervisor.process import Ended, LearnerProcess, remove_folder, scratch_folder
from grader.supervisor.watch import Watch

Script = Callable[["Peer"], None]


class Peer:
    """A LearnerProcess without a process: what it reads is what the test writes."""

    def __init__(self, limits: Limits | None = None) -> None:
        limits = limits or Limits()
        ours, self.channel = socket.socketpair()
        (out, self.stdout), (err, self.stderr) = os.pipe(), os.pipe()
        for end in (out, err):
            os.set_blocking(end, False)
        self.ended = 0
        self.scratch = scratch_folder()
        self.threads: list[threading.Thread] = []
        pipes = (os.fdopen(out, "rb", buffering=0), os.fdopen(err, "rb", buffering=0))
        self.process = LearnerProcess(ours, *pipes, self._end, limits, Watch(os.getpid(), self.scratch, limits))

    def _end(self) -> Ended:
        self.ended += 1
        remove_folder(self.scratch)
        return Ended(7 << 8)

    def say(self, *replies: Reply) -> None:
        """Send whole messages."""
        for reply in replies:
            self.channel.sendall(wire.frame(reply))

    def listen(self) -> Request:
        """Wait for one whole request. Raises EOFError where the other side hangs up first."""
        (length,) = wire.HEADER.unpack(self._receive(wire.HEADER.size))
        return wire.decode_request(self._receive(length))

    def _receive(self, length: int) -> bytes:
        data = bytearray()
        while len(data) < length:
            piece = self.channel.recv(min(length - len(data), 1 << 20))
            if not piece:
                raise EOFError
            data += piece
        return bytes(data)

    def act(self, script: Script) -> None:
        """Follow a script from another thread, until its end or until the other side hangs up."""

        def run() -> None:
            with contextlib.suppress(OSError, EOFError):
                script(self)

        self.threads.append(threading.Thread(target=run))
        self.threads[-1].start()

    def trickle(self, data: bytes, seconds: float) -> None:
        """Send bytes one at a time, from another thread."""

        def run() -> None:
            for byte in data:
                time.sleep(seconds)
                try:
                    self.channel.sendall(bytes((byte,)))
                except OSError:
                    return

        self.threads.append(threading.Thread(target=run))
        self.threads[-1].start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.close()
        self.channel.close()
        for thread in self.threads:
            thread.join()
        os.close(self.stdout)
        os.close(self.stderr)


class Scripted:
    """A launcher of peers: each one follows its script, or says its replies beforehand."""

    start_kind: Start = "fork"

    def __init__(self, *scripts: Sequence[Reply] | Script, limits: Limits | None = None) -> None:
        self.plan = Plan("numpy", "cpu", limits or Limits())
        self.scripts = list(scripts)
        self.peers: list[Peer] = []

    def start(self) -> LearnerProcess:
        """The next peer's process."""
        peer, script = Peer(self.plan.limits), self.scripts.pop(0)
        self.peers.append(peer)
        if callable(script):
            peer.act(script)
        else:
            peer.say(*script)
        return peer.process

    def close(self) -> None:
        """End the peers."""
        for peer in self.peers:
            peer.__exit__()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
