# verdict: out_of_memory
# exercise: exercise07_softmax
# example: a huge allocation
# Asks for eight terabytes at once, in every function.

import numpy as np


def attack(*_args, **_kwargs):
    return np.ones(1 << 40)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
