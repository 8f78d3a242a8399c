# verdict: failed
# exercise: exercise07_softmax
# example: a view
# A tensor on the device without memory: to describe it raises NotImplementedError, which earns nothing either.

import torch


def attack(x, *_args, **_kwargs):
    return torch.empty(x.shape, dtype=x.dtype, device="meta")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
