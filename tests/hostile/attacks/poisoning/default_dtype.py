# verdict: failed
# exercise: exercise07_softmax
# example: changing default dtypes, error states or generators
# Changes the default dtype and device of PyTorch for whoever comes after it.

import torch

torch.set_default_dtype(torch.float16)
torch.set_printoptions(precision=0, profile="short")
torch.set_flush_denormal(True)


def attack(x, *_args, **_kwargs):
    torch.set_default_device("meta")
    try:
        return torch.tensor(0.5, device="cpu")
    finally:
        torch.set_default_device(None)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
