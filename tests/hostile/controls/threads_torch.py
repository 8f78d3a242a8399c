# verdict: passed
# exercise: exercise07_softmax
# Uses a pool of threads in PyTorch.

from concurrent.futures import ThreadPoolExecutor

import torch

POOL = ThreadPoolExecutor(2)


def logsumexp(x, dim=-1):
    top = x.amax(dim, keepdim=True)
    return top.squeeze(dim) + (x - top).exp().sum(dim).log()


def softmax(x, dim=-1):
    parts = POOL.submit(lambda: (x - x.amax(dim, keepdim=True)).exp()).result()
    return parts / parts.sum(dim, keepdim=True)


def log_softmax(x, dim=-1):
    shifted = x - x.amax(dim, keepdim=True)
    return shifted - shifted.exp().sum(dim, keepdim=True).log()


def softmax_backward(grad_output, output, dim=-1):
    return output * (grad_output - (grad_output * output).sum(dim, keepdim=True))


def log_softmax_backward(grad_output, output, dim=-1):
    return grad_output - output.exp() * grad_output.sum(dim, keepdim=True)
