# verdict: forbidden
# exercise: exercise07_softmax
# example: the library's own operator by its name
# Calls PyTorch's operators by their names.

import torch
import torch.nn.functional as F


def logsumexp(x, dim=-1):
    return torch.logsumexp(x, dim)


def softmax(x, dim=-1):
    return F.softmax(x, dim)


def log_softmax(x, dim=-1):
    return x.log_softmax(dim)


def softmax_backward(grad_output, output, dim=-1):
    return torch.ops.aten._softmax_backward_data(grad_output, output, dim, output.dtype)


def log_softmax_backward(grad_output, output, dim=-1):
    return torch.ops.aten._log_softmax_backward_data(grad_output, output, dim, output.dtype)
