# verdict: failed
# exercise: exercise07_softmax
# example: a scalar that broadcasts
# Returns arrays that broadcast against every shape.

import numpy as np

SHAPES = [(), (1,), (1, 1), (1, 1, 1)]


def attack(x, *_args, **_kwargs):
    SHAPES.append(SHAPES.pop(0))
    return np.zeros(SHAPES[0], dtype=x.dtype)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
