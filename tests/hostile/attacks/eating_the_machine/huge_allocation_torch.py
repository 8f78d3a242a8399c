# verdict: out_of_memory
# exercise: exercise07_softmax
# example: a huge allocation
# Asks for eight terabytes at once, as a tensor.

import torch


def attack(*_args, **_kwargs):
    return torch.ones(1 << 40, dtype=torch.float64)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
