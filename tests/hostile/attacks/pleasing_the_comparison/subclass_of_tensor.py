# verdict: failed
# exercise: exercise07_softmax
# example: a subclass of an array or tensor with its own arithmetic
# A tensor whose every operation gives what pleases: differences are 0, comparisons are true.

import torch


class Pleasing(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return torch.zeros(())

    def allclose(self, *_args, **_kwargs):
        return True

    equal = allclose


def attack(x, *_args, **_kwargs):
    return x.as_subclass(Pleasing)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
