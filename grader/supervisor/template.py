"""The other end of a template's control socket: see `learner.template`, which holds the one end."""

import contextlib
import os
import signal
import socket
import struct
import subprocess
import threading
from collections.abc import Callable

from grader.sandbox.limits import Limits
from grader.supervisor.interpreter import LaunchError, Plan, reader, start_interpreter
from grader.supervisor.process import Ended, LearnerProcess, remove_folder, scratch_folder
from grader.supervisor.watch import Watch

START_SECONDS = 120.0  # for a template to import PyTorch on a slow disk
NUMBER = struct.Struct(">i")
ENDED = struct.Struct(">iI")


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
        self._lock = threading.Lock()

    def fork(self, limits: Limits, and_then: Callable[[], object] = lambda: None) -> LearnerProcess:
        """Fork a process; `and_then` is called when it has ended. Raises OSError where the template is dead."""
        if not self.is_ready:
            self._expect(b"R", 0)
            self.is_ready = True
        scratch = scratch_folder(self.scratch_root)
        ours, theirs = socket.socketpair()
        (out, their_out), (err, their_err) = os.pipe(), os.pipe()
        try:
            name = os.fsencode(scratch)
            with self._lock:
                socket.send_fds(self.control, [b"F"], [theirs.fileno(), their_out, their_err])
                self.control.sendall(NUMBER.pack(len(name)) + name)
                child, pid = self._started()
        except OSError:
            ours.close()
            os.close(out)
            os.close(err)
            remove_folder(scratch)
            raise
        finally:
            theirs.close()
            os.close(their_out)
            os.close(their_err)
        watch = Watch(pid, scratch, limits)
        return LearnerProcess(ours, reader(out), reader(err), self._ender(child, pid, scratch, and_then), limits, watch)

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
            piece, more, _, _ = socket.recv_fds(self.control, 1 + length - len(data), 1)
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
        """End the template; it kills what it forked. One that never got ready has forked nothing."""
        self.control.close()
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
