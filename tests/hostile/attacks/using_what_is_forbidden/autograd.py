# verdict: forbidden
# exercise: exercise07_softmax
# example: through autograd
# Has PyTorch compute the gradient, by names that are put together.

import torch


def attack(x, *_args, **_kwargs):
    with getattr(torch, "enable" + "_grad")():
        leaf = x.detach().clone()
        getattr(leaf, "requires" + "_grad_")(True)
        total = (leaf.exp() / leaf.exp().sum(-1, keepdim=True)).sum()
        getattr(total, "back" + "ward")()
    return leaf.grad


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
