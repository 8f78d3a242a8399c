# verdict: crashed
# exercise: exercise07_softmax
# example: os._exit(0)
# Ends the process with success from every function, past every handler.

import os


def attack(*_args, **_kwargs):
    os._exit(0)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
