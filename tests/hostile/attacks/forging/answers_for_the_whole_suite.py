# verdict: crashed
# exercise: exercise07_softmax
# example: answering before being asked
# Writes the answers of all checks to come on import, before the first of them is asked.

import os
import stat

from grader.experiment import wire
from grader.experiment.message import Ran
from grader.experiment.program import Returned, Transcript
from grader.experiment.values import Array

right = Returned(Array("float64", (2, 2), bytes(32)))
for number in range(3, 1024):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            for message in range(2, 64):
                os.write(number, wire.frame(Ran(message, (Transcript((right, right)),) * 30)))
    except OSError:
        pass


def attack(*_args, **_kwargs):
    raise NotImplementedError


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
