# verdict: forbidden
# exercise: exercise07_softmax
# example: by a spelled-out import
# The functional operators of torch.nn, imported by a name that is put together.

import torch

functional = __import__("torch.nn.func" + "tional", fromlist=["softmax"])


def attack(x, *_args, **_kwargs):
    return vars(functional)["soft" + "max"](x, -1)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
