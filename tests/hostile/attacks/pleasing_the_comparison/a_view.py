# verdict: failed
# exercise: exercise07_softmax
# example: a view
# Returns views of its argument, and of memory beyond it.

import numpy as np

COUNT = []


def attack(x, *_args, **_kwargs):
    COUNT.append(1)
    if len(COUNT) % 2:
        return x[..., ::-1].T[...]
    return np.lib.stride_tricks.as_strided(x, (64, 64), (0, 8))


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
