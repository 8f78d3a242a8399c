# verdict: failed, crashed
# exercise: exercise07_softmax
# example: bytes that do not fit the shape
# One number in bytes, where the shape announces four.

import os
import stat
import struct
import sys

import msgspec


def asked():
    """The number of the request that waits, and the steps of each of its programs, from the frames of the grader."""
    frame = sys._getframe()
    while frame is not None:
        found = frame.f_locals.get("request")
        if hasattr(found, "programs"):
            return found.number, [len(program.steps) for program in found.programs]
        frame = frame.f_back
    return 0, []


def send(data):
    """Write to every socket, and leave before the true answer can be told."""
    for number in range(3, 1024):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                os.write(number, data)
        except OSError:
            pass
    os._exit(0)


def attack(*_args, **_kwargs):
    number, steps = asked()
    told = [[[[["returned", ["array", "float64", [2, 2], bytes(8)], []]] * count, [], None] for count in steps]]
    body = msgspec.msgpack.encode(["ran", number, *told])
    send(struct.pack(">I", len(body)) + body)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
