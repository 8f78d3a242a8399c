# verdict: forbidden
# exercise: exercise07_softmax
# example: by a method of the tensor
# Calls the operator's overload in the dispatcher, below the functions that people use.

import torch

aten = getattr(getattr(torch, "o" + "ps"), "aten")


def attack(x, *_args, **_kwargs):
    return getattr(aten, "_soft" + "max").default(x, -1, False)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
