# verdict: crashed
# exercise: exercise07_softmax
# example: stack overflow
# Switches Python's own limit off, and overflows the stack of the process below it.

import sys

sys.setrecursionlimit(1 << 30)


class Endless:
    def __repr__(self):
        return repr([self, Endless()])


def attack(*_args, **_kwargs):
    return repr(Endless())


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
