"""Speaks to the author's process, `python -m grader.suite`: the one that imports PyTorch, Hypothesis and pytest.

It takes jobs until its socket closes. On Linux each is done in a fork of its own, so that a job finds the libraries
imported and nothing else changed: it comes to the same whether others were done before or not.
"""

import contextlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

if TYPE_CHECKING:
    from grader.rerun import Answer, Job


NEEDED = ("torch", "hypothesis", "pytest")
INSTALL = "pip install 'dlgrade[author]'"
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
    """An author's process that takes one job after another; started at once, and again where it died."""

    def __init__(self) -> None:
        self._popen: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._errors: IO[bytes] | None = None
        # Scratch folders of its own are in ours, so that they go even when it is killed, as Ctrl-C does.
        self._scratch = tempfile.TemporaryDirectory(prefix="dlgrade-", ignore_cleanup_errors=True)
        Path(self._scratch.name).chmod(0o711)  # whoever a learner's process becomes must get to its own folder in it
        if not missing():
            self._start()

    def ask(self, job: "Job") -> "Answer":
        """Have the job done. Raises AuthorError."""
        import msgspec

        from grader import frames
        from grader.rerun import Answer, Broken

        lacking = missing()
        if lacking:
            raise AuthorError(f"{' and '.join(lacking)} must be installed for this: {INSTALL}.")
        if self._channel is None:
            self._start()
        assert self._channel is not None
        body = None
        with contextlib.suppress(OSError):
            frames.send(self._channel, job)
            body = frames.receive(self._channel)
        try:
            answer: Answer = msgspec.msgpack.decode(body or b"", type=Answer)
        except msgspec.DecodeError:
            status, words = self._end()
            last = f": {words[-1][:500]}" if words else ""
            raise AuthorError(f"the process that holds the suite failed (exit status {status}){last}") from None
        if isinstance(answer, Broken):
            raise AuthorError(answer.message)
        return answer

    def _start(self) -> None:
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

    def _end(self, *, at_once: bool = False) -> tuple[int, list[str]]:
        """End the process; its status and what it wrote."""
        if self._channel is None or self._popen is None or self._errors is None:
            return 0, []
        self._channel.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(0 if at_once else GRACE_SECONDS)
        if self._popen.poll() is None:
            self._popen.send_signal(signal.SIGKILL)  # and the kernel ends the job with it
        status = self._popen.wait()
        self._errors.seek(0)
        words = self._errors.read().decode(errors="replace").strip().splitlines()
        self._errors.close()
        self._channel = self._popen = self._errors = None
        return status, words

    def close(self, *, at_once: bool = False) -> None:
        """End the process, whatever it does if `at_once`."""
        self._end(at_once=at_once)
        self._scratch.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.close(at_once=kind is not None)
