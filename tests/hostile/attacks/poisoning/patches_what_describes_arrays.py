# verdict: failed
# exercise: exercise07_softmax
# example: patching numpy, torch or builtins
# Patches the functions of its process that turn values to data: all of them agree that all is well.

import sys

from grader.experiment.values import Array

arrays = sys.modules["grader.learner.numpy_arrays"]
arrays.describe = lambda _value: Array("float64", (), bytes(8), container="scalar")
arrays.same = lambda *_args: True
arrays.NAMES.clear()


def attack(*_args, **_kwargs):
    return "anything"


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
