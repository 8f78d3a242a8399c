# loses: nothing
"""Softmax and friends. My own notes: always subtract the max first!"""

import torch


def logsumexp(x, dim=-1):
    m = x.max(dim=dim, keepdim=True).values
    s = torch.exp(x - m).sum(dim=dim, keepdim=True)
    return (m + torch.log(s)).squeeze(dim)


def softmax(x, dim=-1):
    z = x - x.max(dim=dim, keepdim=True).values
    e = torch.exp(z)
    return e / e.sum(dim=dim, keepdim=True)


def log_softmax(x, dim=-1):
    # log of softmax, but the division becomes a subtraction
    z = x - x.max(dim=dim, keepdim=True).values
    return z - torch.log(torch.exp(z).sum(dim=dim, keepdim=True))


def softmax_backward(grad_output, output, dim=-1):
    # J = diag(p) - p p^T, so J @ g = p*g - p * (p . g)
    pg = output * grad_output
    return pg - output * pg.sum(dim=dim, keepdim=True)


def log_softmax_backward(grad_output, output, dim=-1):
    p = torch.exp(output)
    return grad_output - p * grad_output.sum(dim=dim, keepdim=True)
