"""Starts learner processes: forked from a template, or as interpreters of their own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Protocol, Self

from grader.supervisor.interpreter import IsolationError, LaunchError, Plan, Start, start_interpreter
from grader.supervisor.process import Ended, LearnerProcess, remove_folder, scratch_folder
from grader.supervisor.template import Template
from grader.supervisor.watch import Watch


class Launcher(Protocol):
    """Starts processes of one flavour on one device."""

    start_kind: Start
    plan: Plan

    def start(self) -> LearnerProcess:
        """A process that will say Ready."""

    def close(self) -> None:
        """End what is left."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...


def launcher(plan: Plan, start: Start | None = None) -> Launcher:
    """The launcher for this platform: forking on Linux, spawning elsewhere, unless `start` says which.

    macOS can fork, but its system libraries do not survive it; a GPU's driver does, as long as the template has not
    touched it, which it never does.
    """
    if (start or usual_start()) == "fork":
        return ForkLauncher(plan)
    return FreshLauncher(plan) if sys.platform == "linux" else SpawnLauncher(plan)


def usual_start() -> Start:
    """How processes are started here, unless somebody says otherwise."""
    return "fork" if sys.platform == "linux" else "spawn"


class SpawnLauncher:
    """Starts an interpreter for each process."""

    start_kind: Start = "spawn"

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def start(self) -> LearnerProcess:
        """A process that will say Ready. Raises LaunchError."""
        try:
            root = scratch_folder()
            scratch = scratch_folder(root)
            ours, theirs = socket.socketpair()
        except OSError as error:
            raise LaunchError(f"the learner's process could not be started: {error}") from error
        try:
            popen = start_interpreter(
                self.plan.settings("serve", channel=theirs.fileno(), scratch=scratch, scratch_root=root),
                (theirs,),
                capture=True,
            )
        except LaunchError:
            ours.close()
            remove_folder(root)
            raise
        finally:
            theirs.close()
        assert popen.stdout is not None
        assert popen.stderr is not None
        for pipe in (popen.stdout, popen.stderr):
            os.set_blocking(pipe.fileno(), False)
        watch = Watch(popen.pid, scratch, self.plan.limits)
        return LearnerProcess(ours, popen.stdout, popen.stderr, _ender(popen, root), self.plan.limits, watch)

    def close(self) -> None:
        """Nothing is shared between processes."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class FreshLauncher:
    """Starts a template for each process, and has it fork that one.

    It is what `spawn` means on Linux: an interpreter of its own, and a parent that does for it what only a parent can.
    """

    start_kind: Start = "spawn"

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def start(self) -> LearnerProcess:
        """A process that will say Ready. Raises LaunchError."""
        template = Template(self.plan)
        try:
            return template.fork(self.plan.limits, and_then=template.close)
        except OSError as error:
            template.close()
            raise LaunchError(f"the learner's process could not be started: {error}") from error

    def close(self) -> None:
        """Nothing is shared between processes."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class ForkLauncher:
    """Starts a template at once, in the background, and has it fork each process.

    The template's own imports run beside those of the command, so construct it early. The first process is asked for at
    once, since whoever has a template wants one.
    """

    start_kind: Start = "fork"

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._lock = threading.Lock()
        self._template: Template | None = Template(plan)
        with contextlib.suppress(OSError):  # `start` will tell
            self._template.ask()

    def start(self) -> LearnerProcess:
        """A process that will say Ready; a dead template is replaced once."""
        with self._lock:
            try:
                return self._start()
            except OSError:
                self.close()
                self._template = Template(self.plan)
            try:
                return self._start()
            except OSError as error:
                raise LaunchError(f"the learner's process could not be started: {error}") from error

    def _start(self) -> LearnerProcess:
        if self._template is None:
            self._template = Template(self.plan)
        return self._template.fork(self.plan.limits)

    def close(self) -> None:
        """End the template and every process that it forked."""
        if self._template is not None:
            self._template.close()
            self._template = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _ender(popen: "subprocess.Popen[bytes]", root: str) -> Callable[[], Ended]:
    def end() -> Ended:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(popen.pid, signal.SIGKILL)
        code = popen.wait()
        remove_folder(root)
        return Ended(-code if code < 0 else code << 8)

    return end


__all__ = [
    "ForkLauncher", "FreshLauncher", "IsolationError", "LaunchError", "Launcher", "Plan", "SpawnLauncher", "Start",
    "launcher", "usual_start",
]  # fmt: skip
