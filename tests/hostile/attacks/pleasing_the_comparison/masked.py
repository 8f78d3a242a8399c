# verdict: failed
# exercise: exercise07_softmax
# example: a subclass of an array or tensor with its own arithmetic
# A masked array: every entry is hidden, so none can be wrong.

import numpy as np


def attack(x, *_args, **_kwargs):
    return np.ma.masked_array(x * 0, mask=True)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
