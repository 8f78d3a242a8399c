# verdict: forbidden
# exercise: exercise07_softmax
# example: the library's own operator by its name
# Hides the operator behind the guard that the look at the source leaves out, and opens the guard from within.

import torch

globals()["__name__"] = "__main__"
if __name__ == "__main__":
    from torch import softmax as theirs


def attack(x, *_args, **_kwargs):
    return theirs(x, -1)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
