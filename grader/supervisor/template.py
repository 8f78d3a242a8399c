"""The other end of a template's control socket: see `learner.template`, which holds the one end."""

import contextlib
import os
import signal
import socket
import struct
import subprocess
import threading
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from grader.sandbox.limits import Limits
from grader.supervisor.interpreter import LaunchError, Plan, reader, start_interpreter
from grader.supervisor.process import Ended, LearnerProcess, remove_folder, scratch_folder
from grader.supervisor.watch import Watch

START_SECONDS = 120.0  # for a template to import PyTorch on a slow disk
NUMBER = struct.Struct(">i")
ENDED = struct.Struct(">iI")


class _Asked(NamedTuple):
    """Our ends of a process that was asked for."""

    scratch: str
    channel: socket.socket
    out: int
    err: int

    def forget(self) -> None:
        """Close them: whoever is at the other ends sees that nobody wants it, and leaves."""
        self.channel.close()
        os.close(self.out)
        os.close(self.err)
        remove_folder(self.scratch)


class Template:
    """A template that was started. It forks processes, and ends them."""

    def __init__(self, plan: Plan) -> None:
        try:
            self.scratch_root = scratch_folder()
            self.control, theirs = socket.socketpair()
        except OSError as error:
            raise LaunchError(f"the learner's process could not be started: {error}") from error
        try:
            settings = plan.settings("template", control=theirs.fileno(), scratch_root=self.scratch_root)
            self.popen = start_interpreter(settings, (theirs,), capture=False)
        except LaunchError:
            self.control.close()
            remove_folder(self.scratch_root)
            raise
        finally:
            theirs.close()
        self.control.settimeout(START_SECONDS)
        self.is_ready = False
        self._asked: deque[_Asked] = deque()
        self._lock = threading.RLock()

    def ask(self) -> None:
        """Ask for the first process before it is wanted: `fork` takes it. Raises OSError where the template is dead."""
        scratch = scratch_folder(self.scratch_root)
        ours, theirs = socket.socketpair()
        (out, their_out), (err, their_err) = os.pipe(), os.pipe()
        asked = _Asked(scratch, ours, out, err)
        try:
            name = os.fsencode(scratch)
            with self._lock:
                socket.send_fds(self.control, [b"F"], [theirs.fileno(), their_out, their_err])
                self.control.sendall(NUMBER.pack(len(name)) + name)
                self._asked.append(asked)
        except OSError:
            asked.forget()
            raise
        finally:
            theirs.close()
            os.close(their_out)
            os.close(their_err)

    def fork(self, limits: Limits, and_then: Callable[[], object] = lambda: None) -> LearnerProcess:
        """Fork a process; `and_then` is called when it has ended. Raises OSError where the template is dead."""
        with self._lock:
            if not self._asked:
                self.ask()
            asked = self._asked.popleft()
            try:
                if not self.is_ready:
                    self._expect(b"R", 0)
                    self.is_ready = True
                child, pid = self._started()
            except OSError:
                asked.forget()
                raise
        end = self._ender(child, pid, asked.scratch, and_then)
        watch = Watch(pid, asked.scratch, limits)
        return LearnerProcess(asked.channel, reader(asked.out), reader(asked.err), end, limits, watch)

    def _started(self) -> tuple[int, int]:
        """The number of a child as the template knows it, and as we do."""
        body, handles = self._receive(b"P", NUMBER.size)
        (child,) = NUMBER.unpack(body)
        try:
            return child, number_of(handles[0]) if handles else child
        finally:
            for handle in handles:
                os.close(handle)

    def _ender(self, child: int, pid: int, scratch: str, and_then: Callable[[], object]) -> Callable[[], Ended]:
        def end() -> Ended:
            try:
                with self._lock:
                    assert not self._asked, "answers come in order, and one that comes first was not taken"
                    self.control.sendall(b"K" + NUMBER.pack(child))
                    status, milliseconds = ENDED.unpack(self._expect(b"E", ENDED.size))
                    return Ended(status, milliseconds / 1000)
            except OSError:  # the template is gone, and its children with it: but one may have asked to outlive it
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(pid, signal.SIGKILL)
                return Ended(int(signal.SIGKILL))
            finally:
                remove_folder(scratch)
                and_then()

        return end

    def _expect(self, letter: bytes, length: int) -> bytes:
        return self._receive(letter, length)[0]

    def _receive(self, letter: bytes, length: int) -> tuple[bytes, list[int]]:
        data, handles = b"", []
        while len(data) < 1 + length:
            try:
                piece, more, _, _ = socket.recv_fds(self.control, 1 + length - len(data), 1)
            except ConnectionResetError:  # it died before it read what was asked
                piece, more = b"", []
            handles += more
            if not piece:
                raise ConnectionResetError(f"the template of the learner's processes died{self._last_words()}")
            data += piece
        if not data.startswith(letter):
            raise ConnectionResetError("the template of the learner's processes answered out of turn")
        return data[1:], handles

    def _last_words(self) -> str:
        assert self.popen.stderr is not None
        os.set_blocking(self.popen.stderr.fileno(), False)
        lines = (self.popen.stderr.read(1 << 16) or b"").decode(errors="replace").strip().splitlines()
        return f" ({lines[-1][:300]})" if lines else ""

    def close(self) -> None:
        """End the template; it kills what it forked. One that is not known to be ready holds nobody's work."""
        self.control.close()
        while self._asked:
            self._asked.popleft().forget()
        if not self.is_ready:
            self.popen.kill()
        try:
            self.popen.wait(5)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait()
        if self.popen.stderr is not None:
            self.popen.stderr.close()
        remove_folder(self.scratch_root)


def number_of(handle: int) -> int:
    """The number, in our namespace, of the process that a pidfd stands for."""
    with open(f"/proc/self/fdinfo/{handle}", encoding="ascii") as told:  # noqa: PTH123
        return next(int(line.split()[1]) for line in told if line.startswith("Pid:"))
