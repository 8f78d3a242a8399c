"""One learner's process: confine it, say Ready, then answer requests until the channel closes."""

import contextlib
import gc
import os
import socket
import sys
import warnings
from types import ModuleType
from typing import Any

import msgspec

from grader.experiment import wire
from grader.experiment.message import Load, Loaded, Ran, Ready, Reply, Run
from grader.experiment.program import Transcript
from grader.learner import modules, numpy_arrays
from grader.learner.interpreter import Arrays, Interpreter, raised
from grader.sandbox.confine import Sandbox
from grader.sandbox.levels import Confinement
from grader.sandbox.limits import Limits
from grader.sandbox.nest import Nest

MAX_NOTE = 500


def prepare(settings: dict[str, Any], nest: Nest) -> Sandbox:
    """Import the flavour's array library, and put up what every process needs. Before a fork, or in the process."""
    from grader.learner.barrier import raise_barrier

    if settings["flavour"] == "torch":
        from grader.learner import refusal, torch_arrays  # noqa: F401

        refusal.quiet_torch()
    sandbox = Sandbox(
        msgspec.convert(settings["limits"], Limits),
        settings["packages"],
        settings["scratch_root"],
        at_most=settings["at_most"],
        gpu=settings["device"] != "cpu",
        nest=nest,
    )
    raise_barrier(tuple(settings["denied_packages"]), tuple(settings["denied_folders"]))
    return sandbox


def main(settings: dict[str, Any], nest: Nest) -> None:
    """Serve on the descriptor that the settings name, in an interpreter that was started for it alone."""
    sandbox = prepare(settings, nest)
    gc.enable()
    serve(socket.socket(fileno=settings["channel"]), settings["scratch"], settings["device"], sandbox)


def serve(channel: socket.socket, scratch: str, device: str, sandbox: Sandbox) -> None:
    """Confine this process, and answer until the channel closes."""
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - it stays open for the life of the process
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    confinement = begin(scratch, device, sandbox)
    notes = dict.fromkeys(note[:MAX_NOTE] for note in confinement.notes)
    _send(channel, Ready(confinement.level, tuple(notes)))
    server = _Server(device)
    while (body := _receive(channel)) is not None:
        request = wire.decode_request(body)
        reply = server.load(request) if isinstance(request, Load) else server.run(request)
        _flush()
        _send(channel, reply)


def begin(scratch: str, device: str, sandbox: Sandbox) -> Confinement:
    """Confine this process, and use its device once: one that is not there is the grader's trouble."""
    os.chdir(scratch)
    confinement = sandbox.confine(scratch)
    if device != "cpu":
        from grader.learner.refusal import touch

        touch(device)
    return confinement


class _Server:
    """Holds the learner's module between requests."""

    def __init__(self, device: str) -> None:
        self.device = device
        self.interpreter: Interpreter | None = None
        self.refusal: Any = None

    def load(self, request: Load) -> Reply:
        """Execute the module."""
        files = frozenset(request.files)
        warnings.simplefilter("ignore")  # what a module warns of on import is nobody's business
        arrays: Arrays = numpy_arrays
        if request.flavour == "torch":
            from grader.learner.refusal import Refusal, follow_into_threads, replace_optim
            from grader.learner.torch_arrays import TorchArrays

            arrays = TorchArrays(request.device)
            self.refusal = Refusal(request.refused)
            follow_into_threads(self.refusal)
            replace_optim(self.refusal)
        try:
            module = self._execute(request)
        except BaseException as error:  # the learner's module may raise anything at all
            return Loaded(request.number, raised(error, files), self._refused())
        self.interpreter = Interpreter(module, arrays, files)
        return Loaded(request.number, refused=self._refused())

    def _execute(self, request: Load) -> ModuleType:
        if self.refusal is None:
            return modules.load(request.module, request.files)
        with self.refusal:
            return modules.load(request.module, request.files)

    def run(self, request: Run) -> Reply:
        """Run the programs."""
        assert self.interpreter is not None, "a program came before its module"
        self.interpreter.sent = 0
        return Ran(request.number, tuple(self._transcript(self.interpreter, program) for program in request.programs))

    def _transcript(self, interpreter: Interpreter, program: Any) -> Transcript:
        if self.refusal is None:
            return interpreter.run(program)
        with self.refusal:
            transcript = interpreter.run(program)
        return msgspec.structs.replace(transcript, refused=self._refused())

    def _refused(self) -> str | None:
        if self.refusal is None:
            return None
        refused, self.refusal.refused = self.refusal.refused, None
        return refused  # type: ignore[no-any-return]


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):  # the learner may have closed or replaced it
            stream.flush()


def _send(channel: socket.socket, reply: Reply) -> None:
    channel.sendall(wire.frame(reply))


def _receive(channel: socket.socket) -> bytes | None:
    header = _exactly(channel, wire.HEADER.size)
    return None if header is None else _exactly(channel, wire.announced(header))


def _exactly(channel: socket.socket, length: int) -> bytes | None:
    data = bytearray()
    while len(data) < length:
        piece = channel.recv(min(length - len(data), 1 << 20))
        if not piece:
            return None
        data += piece
    return bytes(data)
