# verdict: crashed
# exercise: exercise07_softmax
# example: segfault through ctypes
# Reads address 0, in every function.

import ctypes


def attack(*_args, **_kwargs):
    ctypes.string_at(0)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
