# verdict: failed
# exercise: exercise07_softmax
# example: changing default dtypes, error states or generators
# Changes threads, determinism, gradients, seeds and warnings of PyTorch for whoever comes after it.

import warnings

import torch

torch.manual_seed(0)
torch.set_num_threads(64)
torch.use_deterministic_algorithms(True)
torch.set_warn_always(True)
warnings.simplefilter("error")


def attack(*_args, **_kwargs):
    torch.manual_seed(1)
    return torch.zeros(1)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
