"""Speaks to the author's process, `python -m grader.suite`: the one that imports PyTorch, Hypothesis and pytest.

Each job comes with a socket of its own, which is sent over the process's. On Linux a job is done in a fork that finds
the libraries imported and nothing else changed: it comes to the same whether others were done before or not, and
several threads may ask at the same time.
"""

import contextlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

if TYPE_CHECKING:
    from grader.rerun import Answer, Job


NEEDED = ("torch", "hypothesis", "pytest")
INSTALL = "pip install 'dlgrade[author]'"
MOST_WORDS = 1 << 14  # of what it wrote, for a message
GRACE_SECONDS = 5.0  # for a process that nobody asks any more to leave


class AuthorError(Exception):
    """The author's process could not do its job: the grader's own trouble, or the suite's."""


def missing() -> tuple[str, ...]:
    """Which of the author's packages are not installed; found without importing them."""
    return tuple(name for name in NEEDED if importlib.util.find_spec(name) is None)


def ask(job: "Job") -> "Answer":
    """Have an author's process do one job.

    Raises:
        AuthorError: it is not installed, the suite is wrong, or the process failed.
    """
    with Author() as author:
        return author.ask(job)


class Author:
    """An author's process that takes jobs. It is started by `start` or when it is first asked, again if it died."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._popen: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._errors: IO[bytes] | None = None
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    def start(self) -> None:
        """Start the process, since it will be asked. It ends with the thread that does this."""
        with self._lock:
            if not missing() and (self._popen is None or self._popen.poll() is not None):
                self._end()
                self._start()

    def ask(self, job: "Job") -> "Answer":
        """Have the job done. Raises AuthorError."""
        import msgspec

        from grader import frames
        from grader.rerun import Answer, Broken

        lacking = missing()
        if lacking:
            raise AuthorError(f"{' and '.join(lacking)} must be installed for this: {INSTALL}.")
        body = None
        ours, theirs = socket.socketpair()
        with ours, contextlib.suppress(OSError):
            with theirs:
                self._hand_over(theirs)
            frames.send(ours, job)
            body = frames.receive(ours)
        try:
            answer: Answer = msgspec.msgpack.decode(body or b"", type=Answer)
        except msgspec.DecodeError:
            words = self._words()
            last = f": {words[-1][:500]}" if words else ""
            raise AuthorError(f"the process that holds the suite failed{last}") from None
        if isinstance(answer, Broken):
            raise AuthorError(answer.message)
        return answer

    def _hand_over(self, end: socket.socket) -> None:
        """Send the process the socket on which a job will come; one that died is started again."""
        self.start()
        with self._lock:
            if self._channel is not None:
                socket.send_fds(self._channel, [b"J"], [end.fileno()])

    def _words(self) -> list[str]:
        """What the process wrote so far."""
        if self._errors is None:
            return []
        size = os.fstat(self._errors.fileno()).st_size
        text = os.pread(self._errors.fileno(), MOST_WORDS, max(0, size - MOST_WORDS)).decode(errors="replace")
        return text.strip().splitlines()

    def _start(self) -> None:
        if self._scratch is None:
            # Scratch folders of its own are in ours, so that they go even when it is killed, as Ctrl-C does.
            self._scratch = tempfile.TemporaryDirectory(prefix="dlgrade-", ignore_cleanup_errors=True)
            Path(self._scratch.name).chmod(0o711)  # whoever a learner's process becomes must get to its own folder
        environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "TMPDIR": self._scratch.name}
        environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        environment.pop("PYTEST_ADDOPTS", None)
        # A pipe would fill up: nobody reads it before the end.
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 -- closed by `_end`
        ours, theirs = socket.socketpair()
        try:
            self._popen = subprocess.Popen(
                [sys.executable, "-P", "-m", "grader.suite", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=self._errors,
                stderr=self._errors,
                pass_fds=[theirs.fileno()],
                env=environment,
            )
        except OSError as error:
            ours.close()
            raise AuthorError(f"the process that holds the suite could not be started: {error}") from None
        finally:
            theirs.close()
        self._channel = ours

    def _end(self, *, at_once: bool = False) -> None:
        """End the process."""
        if self._channel is None or self._popen is None or self._errors is None:
            return
        self._channel.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(0 if at_once else GRACE_SECONDS)
        if self._popen.poll() is None:
            self._popen.send_signal(signal.SIGKILL)  # and the kernel ends its jobs with it
        self._popen.wait()
        self._errors.close()
        self._channel = self._popen = self._errors = None

    def close(self, *, at_once: bool = False) -> None:
        """End the process, whatever it does if `at_once`."""
        self._end(at_once=at_once)
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.close(at_once=kind is not None)
