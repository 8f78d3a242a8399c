# verdict: failed
# exercise: exercise07_softmax
# example: the input changed in place so that it equals the answer
# Writes through the address of an array that is read-only, and so into what the argument was made from.

import ctypes

import numpy as np


def attack(x, *_args, **_kwargs):
    ctypes.memset(x.ctypes.data, 0, 8 if x.size else 0)
    return np.zeros_like(x)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
