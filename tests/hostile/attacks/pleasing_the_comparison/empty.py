# verdict: failed
# exercise: exercise07_softmax
# example: an empty array
# Returns an array without entries: all of them are right.

import numpy as np


def attack(x, *_args, **_kwargs):
    return np.empty((0, *np.shape(x)[1:]), dtype=x.dtype)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
