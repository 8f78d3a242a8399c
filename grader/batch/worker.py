"""A worker of a pool, `python -m grader.batch.worker SOCKET PARENT [CORE]`: calls the functions that it is asked to.

It and all that it starts stay on its core, if it was given one. It leaves when its socket closes or when its pool's
process is gone, and ends its templates either way.
"""

import contextlib
import gc
import importlib
import inspect
import os
import signal
import socket
import sys
import traceback
import typing
from collections import OrderedDict
from typing import Any, NoReturn

import msgspec

from grader import frames
from grader.batch import calls, workshop

GARBAGE = 20_000  # objects: a recording's and a reply's are many, and none of them is garbage for long


def main() -> None:
    """Serve calls until nobody asks any more."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGTERM, _leave)
    _die_with(int(sys.argv[2]))
    if len(sys.argv) > 3:
        with contextlib.suppress(OSError):  # the core may be gone since; then the system chooses
            os.sched_setaffinity(0, {int(sys.argv[3])})
    try:
        with contextlib.suppress(Exception):  # the call that needs what is missing will tell
            workshop.warm()
        gc.freeze()  # what was imported stays, and is not looked through again
        gc.set_threshold(GARBAGE)
        with contextlib.suppress(OSError):  # a pool that is gone
            while (body := frames.receive(channel)) is not None:
                frames.send(channel, _answer(body))
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # what is told twice must not cut this short
        workshop.close()
    sys.stderr.flush()
    os._exit(0)  # tearing down the interpreter takes longer than all that is left to do


def _leave(*_: object) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(0)


def _die_with(parent: int) -> None:
    """Have the kernel tell us when the pool's thread is gone; elsewhere the socket does, at the next call."""
    if sys.platform == "linux":
        from grader.sandbox import kernel

        kernel.die_with_parent(signal.SIGTERM)
    if os.getppid() != parent:
        raise SystemExit(0)


def _answer(body: bytes) -> calls.Reply:
    try:
        request = msgspec.msgpack.decode(body, type=calls.Request)
        return calls.Done(msgspec.Raw(msgspec.msgpack.encode(_call(request))))
    except Exception as error:  # noqa: BLE001 -- whatever it is, the pool raises it again
        last = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        return calls.Failed(kind, str(error), f"{last.filename.rpartition('/')[2]}, line {last.lineno}")


def _call(request: calls.Request) -> Any:
    module, _, name = request.function.partition(":")
    function = getattr(importlib.import_module(module), name)
    signature, hints = inspect.signature(function), typing.get_type_hints(function)
    arguments = OrderedDict(
        (name, msgspec.msgpack.decode(argument, type=hints[name]))
        for name, argument in zip(signature.parameters, request.arguments, strict=True)
    )
    bound = inspect.BoundArguments(signature, arguments)
    return function(*bound.args, **bound.kwargs)


if __name__ == "__main__":
    main()
