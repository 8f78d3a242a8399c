"""One learner's process, as the trusted side sees it."""

import contextlib
import itertools
import os
import selectors
import socket
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from msgspec import Struct

from grader.experiment import wire
from grader.experiment.message import Ready, Reply, Request
from grader.sandbox.limits import Limits
from grader.supervisor.ending import Ending, Kind, ending_of_status
from grader.supervisor.watch import Watch

FLOOD_FACTOR = 1024  # output this many times over the cap ends the process
WATCH_SECONDS = 0.1  # between two looks at what a process takes: a gigabyte is not written in less
QUICK_SECONDS = 0.01  # the same where a reply came meanwhile: many quick ones must not go unseen
PIPE_BYTES = 1 << 20  # the most that a pipe of an ordinary user holds on Linux


class Captured(Struct):
    """What was written to standard output and error, each kept up to the cap and counted beyond it."""

    cap: int
    stdout: bytearray
    stderr: bytearray
    dropped: int = 0

    def add(self, name: str, data: bytes) -> None:
        """Keep what fits."""
        kept: bytearray = getattr(self, name)
        room = self.cap - len(kept)
        kept += data[:room]
        self.dropped += max(0, len(data) - room)


class Ended(Struct, frozen=True):
    """A process's wait status, and the seconds of processor time that it and its children used, where that is known."""

    status: int
    seconds: float = 0.0


class LearnerProcess:
    """A process that runs one learner's code. `end` kills it with all that it started, and removes its scratch folder.

    `watch` is asked now and then, while a reply is waited for, whether the process takes more than it may.
    """

    def __init__(
        self,
        channel: socket.socket,
        out: IO[bytes],
        err: IO[bytes],
        end: Callable[[], Ended],
        limits: Limits,
        watch: Watch,
    ) -> None:
        self.channel = channel
        self.limits = limits
        self.watch = watch
        self.captured = Captured(limits.output_kib * 1024, bytearray(), bytearray())
        self._end = end
        self._pipes = {"stdout": out, "stderr": err}
        self._ended: Ended | None = None
        self._looked = time.monotonic()
        self._selector = selectors.DefaultSelector()
        channel.setblocking(False)
        self._selector.register(channel, selectors.EVENT_READ, "channel")
        for name, pipe in self._pipes.items():
            self._selector.register(pipe, selectors.EVENT_READ, name)

    def ready(self, seconds: float) -> Ready | Ending:
        """The process's first word, or how it ended."""
        reply = self._exchange(b"", seconds)
        if isinstance(reply, Ready):
            self.watch.begin()
        if isinstance(reply, Ending | Ready):
            return reply
        return self.violated("its first word was not Ready")

    def request(self, request: Request, seconds: float) -> Reply | Ending:
        """Send one message and wait for its reply; an Ending means that the process is dead."""
        reply = self._exchange(wire.frame(request), seconds)
        if isinstance(reply, Ending):
            return reply
        if isinstance(reply, Ready) or reply.number != request.number:
            return self.violated("it answered something that was not asked")
        return reply

    def violated(self, how: str) -> Ending:
        """End the process, because it broke the protocol."""
        return self._stop("violated", f"the process did not keep to the protocol: {how}")

    def close(self) -> Ended:
        """Kill the process with all that it started, read what is left in the pipes; how it ended."""
        if self._ended is None:
            self._ended = self._end()
            for name, pipe in self._pipes.items():
                self._read_rest(name, pipe)
                pipe.close()
            self._selector.close()
            self.channel.close()
        return self._ended

    def _stop(self, kind: Kind, detail: str) -> Ending:
        self.close()
        return Ending(kind, detail)

    def _gone(self) -> Ending:
        """The process closed its channel: how did it end?"""
        ended = self.close()
        return ending_of_status(ended.status, out_of_time=ended.seconds >= self.limits.cpu_seconds)

    def _exchange(self, outgoing: bytes, seconds: float) -> Reply | Ending:
        if self._ended is not None:
            raise RuntimeError("the process has ended; start another")
        exchange = _Exchange(outgoing)
        deadline = time.monotonic() + seconds
        if outgoing:
            self._selector.modify(self.channel, selectors.EVENT_READ | selectors.EVENT_WRITE, "channel")
        while exchange.body is None:
            left = deadline - time.monotonic()
            if left <= 0:
                return self._stop("timed_out", f"no answer within {seconds:g} s")
            ready = self._selector.select(min(left, WATCH_SECONDS))
            breach = self._look(WATCH_SECONDS)
            if breach is not None:
                return breach
            for key, events in ready:
                ending = self._pump(exchange, events) if key.data == "channel" else self._drain(key.data, key.fileobj)
                if ending is not None:
                    return ending
        return self._look(QUICK_SECONDS) or self._decoded(exchange.body, early=bool(exchange.outgoing))

    def _look(self, seconds: float) -> Ending | None:
        """Look at what the process takes, if the last look is so long ago."""
        if time.monotonic() < self._looked + seconds:
            return None
        self._looked = time.monotonic()
        breach = self.watch.breach()
        return self._stop(*breach) if breach else None

    def _decoded(self, body: bytearray, *, early: bool) -> Reply | Ending:
        """The reply in a body; a violation where it is none, or came before all that was asked had been sent."""
        if early:
            return self.violated("it answered before it had read what was asked")
        try:
            return wire.decode_reply(bytes(body))
        except wire.WireError as error:
            return self.violated(str(error))

    def _pump(self, exchange: "_Exchange", events: int) -> Ending | None:
        """Move bytes of the channel, both ways."""
        try:
            if events & selectors.EVENT_WRITE and exchange.send(self.channel):
                self._selector.modify(self.channel, selectors.EVENT_READ, "channel")
            if events & selectors.EVENT_READ and not exchange.receive(self.channel):
                return self._gone()
        except BlockingIOError:  # no room after all; select tells when there is
            return None
        except (BrokenPipeError, ConnectionResetError):
            return self._gone()
        except wire.WireError as error:
            return self.violated(str(error))
        return None

    def _drain(self, name: str, pipe: Any) -> Ending | None:
        """Read what a pipe holds now. A non-blocking read gives None where it must wait, and b"" at the end."""
        data = pipe.read(1 << 16)
        if data == b"":
            self._selector.unregister(pipe)
        elif data:
            self.captured.add(name, data)
        most = FLOOD_FACTOR * self.captured.cap
        if self.captured.dropped <= most:
            return None
        return self._stop("over_limit", f"it wrote more than {most // 1024} KiB to its standard output or error")

    def _read_rest(self, name: str, pipe: IO[bytes]) -> None:
        """Read what is left in a pipe after the end: no more than pipes hold, in case that somebody still writes."""
        for _ in range(PIPE_BYTES >> 16):
            data = pipe.read(1 << 16)
            if not data:
                return
            self.captured.add(name, data)


class _Exchange:
    """One message out and one in, as bytes that trickle."""

    def __init__(self, outgoing: bytes) -> None:
        self.outgoing = memoryview(outgoing)
        self.incoming = bytearray()
        self.length: int | None = None
        self.body: bytearray | None = None

    def send(self, channel: socket.socket) -> bool:
        """Send what the channel takes; whether that was all."""
        self.outgoing = self.outgoing[channel.send(self.outgoing[: 1 << 20]) :]
        return not self.outgoing

    def receive(self, channel: socket.socket) -> bool:
        """Receive what is there, never more than was announced; False at the end of the stream."""
        wanted = wire.HEADER.size if self.length is None else self.length
        data = channel.recv(min(wanted - len(self.incoming), 1 << 20)) if wanted > len(self.incoming) else b"-"
        if not data:
            return False
        if wanted > len(self.incoming):
            self.incoming += data
        if self.length is None and len(self.incoming) == wire.HEADER.size:
            self.length = wire.announced(bytes(self.incoming))
            self.incoming = bytearray()
        if self.length is not None and len(self.incoming) == self.length:
            self.body = self.incoming
        return True


def scratch_folder(parent: str | None = None) -> str:
    """An empty folder in which a process may write; without `parent` one that may be passed through, to hold such."""
    folder = tempfile.mkdtemp(prefix="dlgrade-", dir=parent)
    if parent is None:
        Path(folder).chmod(0o711)  # whoever a learner's process becomes must get to its own
    return folder


def remove_folder(path: str) -> None:
    """Remove a folder and what is in it, however deep it goes, folders that were made read-only too.

    Folders within folders are moved to the top first: a recursion would meet the interpreter's limit, and a path of
    more than 4096 characters names nothing. No link is followed.
    """
    top = Path(path)
    todo, emptied = [top], []
    numbers, ours = itertools.count(), os.urandom(8).hex()
    while todo:
        folder = todo.pop()
        emptied.append(folder)
        with contextlib.suppress(OSError):
            folder.chmod(0o700)
            with os.scandir(folder) as found:
                entries = list(found)
            for entry in entries:
                with contextlib.suppress(OSError):
                    if not entry.is_dir(follow_symlinks=False):
                        Path(entry.path).unlink()
                    elif folder == top:
                        todo.append(Path(entry.path))
                    else:
                        Path(entry.path).chmod(0o700)  # or it cannot be moved
                        todo.append(Path(entry.path).rename(top / f"{ours}{next(numbers)}"))
    for folder in reversed(emptied):
        with contextlib.suppress(OSError):
            folder.rmdir()
