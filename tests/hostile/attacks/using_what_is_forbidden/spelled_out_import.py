# verdict: forbidden
# exercise: exercise07_softmax
# example: by a spelled-out import
# Imports the operators by names that are put together, so that no look at the source finds them.

import importlib

import torch

library = importlib.import_module("to" + "rch")


def attack(x, *_args, **_kwargs):
    return getattr(library, "soft" + "max")(x, -1)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
