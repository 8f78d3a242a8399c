# verdict: failed
# exercise: exercise07_softmax
# example: an object that equals everything
# A plain array of objects, each of which equals everything.

import numpy as np


class Everything:
    def __eq__(self, _other):
        return True

    __le__ = __ge__ = __eq__

    def __sub__(self, _other):
        return self

    __rsub__ = __sub__

    def __abs__(self):
        return self


def attack(x, *_args, **_kwargs):
    result = np.empty(np.shape(x), dtype=object)
    result[...] = Everything()
    return result


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
