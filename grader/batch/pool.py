"""A pool of worker processes behind the interface of `concurrent.futures.Executor`.

Processes: a worker is an interpreter that runs `grader.batch.worker`: trusted, ours, with templates of its own for the
learners' processes. Each is started and spoken to by one thread of the pool, over a socket, a call at a time.

Who speaks: the thread sends a function's name and its arguments, the worker answers what it returned or raised. Only
functions that a module holds by name are called, and only data crosses (see `calls`): a cluster's executor, which
pickles, takes the same functions and arguments.

When one dies: a worker that is gone, or says nothing for longer than `patience`, is killed with all that it started
and replaced. What it held is tried once more in the new one, for another program may have taken its memory; a second
death is the call's own fault, and its future gets `WorkerDiedError`. Nobody else's call is touched. A worker whose pool
is gone sees its socket close, or is told by the kernel, and leaves with its templates.
"""

import contextlib
import inspect
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import typing
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, NamedTuple, ParamSpec, TypeVar

import msgspec

from grader import frames
from grader.batch import calls

P = ParamSpec("P")
T = TypeVar("T")

ATTEMPTS = 2
GRACE_SECONDS = 5.0  # for a worker to end its templates


class WorkerDiedError(RuntimeError):
    """The worker that held a call died, and so did the one that tried it again."""


class CallError(RuntimeError):
    """A function raised in its worker. `kind` is the class of what it raised, `module.Name`."""

    def __init__(self, failed: calls.Failed) -> None:
        super().__init__(failed.message)
        self.kind = failed.kind
        self.where = failed.where


class _Call(NamedTuple):
    """A call that waits for a worker."""

    future: "Future[Any]"
    request: calls.Request
    returns: Any


class Pool(Executor):
    """Runs module-level functions with annotated parameters and results in `workers` processes.

    Workers start at once, so that their imports run beside what the caller does next. `environment` is added to theirs.
    """

    def __init__(
        self, workers: int, *, patience: float | None = None, environment: dict[str, str] | None = None
    ) -> None:
        self._waiting: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._seats = [_Seat(self._waiting, patience, environment or {}, core) for core in _cores(workers)]
        for seat in self._seats:
            seat.thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Have a worker call `fn`. Raises TypeError where it is no function that a worker can find."""
        request, returns = _request(fn, args, kwargs)
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("the pool was shut down, and takes no more calls")
            self._waiting.put(_Call(future, request, returns))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more calls. Those that wait are cancelled if asked, else done before the workers leave."""
        with self._lock:
            already, self._closed = self._closed, True
        if cancel_futures:
            with contextlib.suppress(queue.Empty):
                while True:
                    call = self._waiting.get_nowait()
                    if call is not None:
                        call.future.cancel()
        if not already or cancel_futures:
            for _ in self._seats:
                self._waiting.put(None)
        if wait:
            for seat in self._seats:
                seat.thread.join()

    def kill(self) -> None:
        """Shut down at once: what waits is cancelled, what runs is killed."""
        self.shutdown(wait=False, cancel_futures=True)
        for seat in self._seats:
            seat.stop()
        self.shutdown(wait=True)

    @property
    def pids(self) -> tuple[int, ...]:
        """The process ids of the workers that are there."""
        there = [seat.popen for seat in self._seats]  # looked at once: a seat may lose its worker at any moment
        return tuple(popen.pid for popen in there if popen is not None)


def _words(core: int | None) -> list[str]:
    return [] if core is None else [str(core)]


def _cores(workers: int) -> list[int | None]:
    """A core for each worker, where there are enough; None where the system is to choose.

    A worker and its learners' processes take turns. On one core they need not wake another for each message, and two
    workers of two cores do a seventh more.
    """
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    return list(cores[:workers]) if len(cores) >= workers else [None] * workers


class _Seat:
    """A thread, and the worker that it speaks to: started in the thread, since the kernel ties the two together."""

    def __init__(
        self,
        waiting: "queue.SimpleQueue[_Call | None]",
        patience: float | None,
        environment: dict[str, str],
        core: int | None,
    ) -> None:
        self.popen: subprocess.Popen[bytes] | None = None
        self.thread = threading.Thread(target=self._run, daemon=True, name="dlgrade worker")
        self._waiting = waiting
        self._patience = patience
        self._environment = environment
        self._core = core
        self._stopped = False
        self._channel: socket.socket | None = None

    def stop(self) -> None:
        """End the worker, whatever it does; the call that it holds fails."""
        self._stopped = True
        self._terminate()

    def _terminate(self) -> None:
        popen = self.popen
        if popen is not None:
            with contextlib.suppress(OSError):
                popen.terminate()  # it ends its templates, and leaves
                popen.send_signal(signal.SIGCONT)  # one that stands still would not hear it

    def _run(self) -> None:
        with contextlib.suppress(OSError):
            self._start()
        try:
            while (call := self._waiting.get()) is not None:
                if call.future.set_running_or_notify_cancel():
                    try:
                        self._do(call)
                    except Exception as error:  # noqa: BLE001 -- whoever waits for the call must hear of it
                        call.future.set_exception(error)
        finally:
            self._end()

    def _do(self, call: _Call) -> None:
        why = ""
        for _ in range(ATTEMPTS):
            if self._stopped:
                break
            body, why = self._try(call.request)
            if body is not None:
                _resolve(call, body)
                return
        reason = "it was stopped" if self._stopped else why
        call.future.set_exception(WorkerDiedError(f"the worker that graded it died ({reason})"))

    def _try(self, request: calls.Request) -> tuple[bytes | None, str]:
        """The worker's answer; or None and why there is none, and then the worker is gone."""
        try:
            body = self._exchange(request)
        except TimeoutError:
            self._terminate()
            self._end()
            return None, "it did not answer in time"
        except (OSError, subprocess.SubprocessError) as error:
            self._terminate()
            return None, self._end() or str(error)
        return (body, "") if body is not None else (None, self._end() or "it closed its connection")

    def _exchange(self, request: calls.Request) -> bytes | None:
        if self.popen is not None and self.popen.poll() is not None:  # it died idle, and that is no fault of this call
            self._end()
        if self._channel is None:
            self._start()
        assert self._channel is not None
        frames.send(self._channel, request)
        return frames.receive(self._channel)

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        words = (str(theirs.fileno()), str(os.getpid()))
        try:
            self.popen = subprocess.Popen(
                [sys.executable, "-P", "-m", "grader.batch.worker", *words, *_words(self._core)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=os.environ | self._environment,
                start_new_session=True,  # Ctrl-C is for the command, which then tells its workers
            )
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        ours.settimeout(self._patience)
        self._channel = ours
        if self._stopped:  # in the meantime, when there was no worker to tell
            self._terminate()

    def _end(self) -> str:
        """End the worker; how it ended."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None
        popen, self.popen = self.popen, None
        if popen is None:
            return ""
        with contextlib.suppress(subprocess.TimeoutExpired):
            popen.wait(GRACE_SECONDS)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(popen.pid, signal.SIGKILL)
        code = popen.wait()
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"


def _request(fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[calls.Request, Any]:
    module, name = getattr(fn, "__module__", ""), getattr(fn, "__qualname__", "")
    if module == "__main__" or getattr(sys.modules.get(module), name, None) is not fn:
        raise TypeError(f"a worker finds a function by its module and name, and {fn!r} is at the top of no module")
    signature, hints = inspect.signature(fn), typing.get_type_hints(fn)
    if hints.keys() != {*signature.parameters, "return"}:
        raise TypeError(f"annotate the parameters and the result of {name}: a worker reads its arguments by them")
    bound = signature.bind(*args, **kwargs)
    bound.apply_defaults()
    encoded = tuple(msgspec.Raw(msgspec.msgpack.encode(argument)) for argument in bound.arguments.values())
    return calls.Request(f"{module}:{name}", encoded), hints["return"]


def _resolve(call: _Call, body: bytes) -> None:
    try:
        reply: calls.Reply = msgspec.msgpack.decode(body, type=calls.Reply)
        if isinstance(reply, calls.Failed):
            call.future.set_exception(CallError(reply))
        else:
            call.future.set_result(msgspec.msgpack.decode(reply.value, type=call.returns))
    except msgspec.DecodeError as error:
        call.future.set_exception(CallError(calls.Failed("msgspec.DecodeError", str(error), "")))


__all__ = ["CallError", "Pool", "WorkerDiedError"]
