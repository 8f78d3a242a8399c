# verdict: failed
# exercise: exercise07_softmax
# example: a scalar that broadcasts
# Returns tensors of one entry that are expanded over every shape without any memory.

import torch


def attack(x, *_args, **_kwargs):
    return torch.zeros((), dtype=x.dtype).expand(x.shape)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
