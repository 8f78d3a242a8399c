# verdict: passed
# exercise: exercise07_softmax
# Sets seeds, default dtype and print options of PyTorch in the usual way, for itself.

import torch

torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
torch.set_printoptions(precision=3)
GENERATOR = torch.Generator().manual_seed(1)
print(torch.rand(3, generator=GENERATOR).shape, torch.__version__ != '')


def logsumexp(x, dim=-1):
    top = x.amax(dim, keepdim=True)
    return top.squeeze(dim) + (x - top).exp().sum(dim).log()


def softmax(x, dim=-1):
    parts = (x - x.amax(dim, keepdim=True)).exp()
    return parts / parts.sum(dim, keepdim=True)


def log_softmax(x, dim=-1):
    shifted = x - x.amax(dim, keepdim=True)
    return shifted - shifted.exp().sum(dim, keepdim=True).log()


def softmax_backward(grad_output, output, dim=-1):
    return output * (grad_output - (grad_output * output).sum(dim, keepdim=True))


def log_softmax_backward(grad_output, output, dim=-1):
    return grad_output - output.exp() * grad_output.sum(dim, keepdim=True)
