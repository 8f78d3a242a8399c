# verdict: forbidden
# exercise: exercise07_softmax
# example: by a method of the tensor
# Calls the operator as a method of its argument, found by looking through all of them.

import torch


def attack(x, *_args, **_kwargs):
    method = next(name for name in dir(torch.Tensor) if name.startswith("log_s"))
    return getattr(x, method)(-1)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
