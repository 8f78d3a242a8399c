# verdict: forbidden
# exercise: exercise07_softmax
# example: by sys.modules
# Finds the operator in the table of loaded modules, under whichever name it has there.

import sys

import torch


def attack(x, *_args, **_kwargs):
    special = next(module for name, module in sorted(sys.modules.items()) if name.endswith("ch.special"))
    return getattr(special, "log_" + "softmax")(x, -1)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
