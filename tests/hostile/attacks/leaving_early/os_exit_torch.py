# verdict: crashed
# exercise: exercise07_softmax
# example: os._exit(0)
# Ends the process with success while a tensor is printed, in the PyTorch flavour.

import os

import torch


class Leaves(torch.Tensor):
    def __repr__(self):
        os._exit(0)


def attack(x, *_args, **_kwargs):
    return repr(x.as_subclass(Leaves))


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
