"""Starts learner processes: forked from a template, or as interpreters of their own."""

import contextlib
import importlib.util
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, Literal, Protocol, Self

import msgspec
from msgspec import Struct

from grader.experiment.message import Flavour
from grader.sandbox.levels import Level
from grader.sandbox.limits import Limits
from grader.supervisor.process import Ended, LearnerProcess, remove_folder, scratch_folder
from grader.supervisor.watch import Watch

Start = Literal["fork", "spawn"]

START_SECONDS = 120.0  # for a template to import PyTorch on a slow disk
NUMBER = struct.Struct(">i")
ENDED = struct.Struct(">iI")
BOOTSTRAP = Path(__file__).parent.parent / "learner" / "bootstrap.py"
# -P and -S: neither the folder of the script nor site-packages is on the path; -s: nor the user's; -B: no .pyc files.
FLAGS = ("-P", "-S", "-s", "-B", "-X", "utf8")

NUMPY_PACKAGES = ("numpy", "msgspec", "grader", "landlockpy", "pyseccomp")
# What PyTorch imports of others, eagerly or on first use.
TORCH_PACKAGES = (
    *NUMPY_PACKAGES, "torch", "torchgen", "functorch", "typing_extensions", "sympy", "mpmath", "networkx", "jinja2",
    "markupsafe", "filelock", "fsspec", "triton", "nvidia",
)  # fmt: skip
# One thread for each linear algebra library: small arrays gain nothing from more, and a fork may have only one.
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "LC_ALL": "C.UTF-8",
    "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
}
PASSED_ON = ("CUDA_VISIBLE_DEVICES", "CUDA_HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")


class LaunchError(RuntimeError):
    """A learner's process could not be started: the grader's own trouble."""


class IsolationError(LaunchError):
    """This machine does not confine as much as was demanded; nothing of the learner's was run."""


class Launcher(Protocol):
    """Starts processes of one flavour on one device."""

    start_kind: Start
    plan: "Plan"

    def start(self) -> LearnerProcess:
        """A process that will say Ready."""

    def close(self) -> None:
        """End what is left."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...


class Plan(Struct, frozen=True):
    """What every process of a launcher is told.

    A process reaches the highest level that the machine offers, and no higher than `at_most`; where that is below
    `at_least`, nothing is run.
    """

    flavour: Flavour
    device: str
    limits: Limits
    at_least: Level = "process"
    at_most: Level = "isolated"

    def settings(self, mode: Literal["template", "serve"], **more: object) -> str:
        """The bootstrap's argument."""
        names = TORCH_PACKAGES if self.flavour == "torch" else NUMPY_PACKAGES
        denied = () if self.flavour == "torch" else ("torch", "functorch", "torchgen")
        return json.dumps({
            "mode": mode,
            "flavour": self.flavour,
            "device": self.device,
            "limits": msgspec.to_builtins(self.limits),
            "packages": {name: folder for name in names if (folder := folder_of(name))},
            "denied_packages": denied,
            "denied_folders": [str(Path(folder) / name) for name in denied if (folder := folder_of(name))],
            "at_most": self.at_most,
            **more,
        })  # fmt: skip


def folder_of(package: str) -> str | None:
    """The folder that holds an installed package, found without importing it; None where it is not installed."""
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return None
    if spec is None:
        return None
    if spec.submodule_search_locations:
        return str(Path(next(iter(spec.submodule_search_locations))).parent)
    return str(Path(spec.origin).parent) if spec.origin else None


def launcher(plan: Plan, start: Start | None = None) -> Launcher:
    """The launcher for this platform: forking on Linux, spawning elsewhere, unless `start` says which.

    macOS can fork, but its system libraries do not survive it; a GPU's driver does, as long as the template has not
    touched it, which it never does.
    """
    on_linux = sys.platform == "linux"
    if start is None:
        start = "fork" if on_linux else "spawn"
    if start == "fork":
        return ForkLauncher(plan)
    return FreshLauncher(plan) if on_linux else SpawnLauncher(plan)


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
            popen = _interpreter(
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
        template = _Template(self.plan)
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

    The template's own imports run beside those of the command, so construct it early.
    """

    start_kind: Start = "fork"

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._lock = threading.Lock()
        self._template: _Template | None = _Template(plan)

    def start(self) -> LearnerProcess:
        """A process that will say Ready; a dead template is replaced once."""
        with self._lock:
            try:
                return self._start()
            except OSError:
                self.close()
                self._template = _Template(self.plan)
            try:
                return self._start()
            except OSError as error:
                raise LaunchError(f"the learner's process could not be started: {error}") from error

    def _start(self) -> LearnerProcess:
        if self._template is None:
            self._template = _Template(self.plan)
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


class _Template:
    """The other end of a template's control socket."""

    def __init__(self, plan: Plan) -> None:
        try:
            self.scratch_root = scratch_folder()
            self.control, theirs = socket.socketpair()
        except OSError as error:
            raise LaunchError(f"the learner's process could not be started: {error}") from error
        try:
            settings = plan.settings("template", control=theirs.fileno(), scratch_root=self.scratch_root)
            self.popen = _interpreter(settings, (theirs,), capture=False)
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
        return LearnerProcess(
            ours, _reader(out), _reader(err), self._ender(child, pid, scratch, and_then), limits, watch
        )

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


def _interpreter(settings: str, passed: tuple[socket.socket, ...], *, capture: bool) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(
            [sys.executable, *FLAGS, str(BOOTSTRAP), settings],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if capture else subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=[end.fileno() for end in passed],
            env=_environment(os.environ),
            start_new_session=True,
            bufsize=0,
        )
    except OSError as error:
        raise LaunchError(f"the learner's process could not be started: {error}") from error


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    return ENVIRONMENT | {name: ours[name] for name in PASSED_ON if name in ours}


def _ender(popen: "subprocess.Popen[bytes]", root: str) -> Callable[[], Ended]:
    def end() -> Ended:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(popen.pid, signal.SIGKILL)
        code = popen.wait()
        remove_folder(root)
        return Ended(-code if code < 0 else code << 8)

    return end


def _reader(descriptor: int) -> IO[bytes]:
    os.set_blocking(descriptor, False)
    stream: Any = os.fdopen(descriptor, "rb", buffering=0)
    return stream  # type: ignore[no-any-return]
