# verdict: failed
# exercise: exercise07_softmax
# example: the input itself
# Returns its argument, a tensor, changed in place to zeros.

import torch


def attack(x, *_args, **_kwargs):
    assert isinstance(x, torch.Tensor)
    return x.zero_()


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
