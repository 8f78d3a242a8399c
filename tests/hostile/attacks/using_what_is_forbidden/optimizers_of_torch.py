# verdict: forbidden
# exercise: exercise11_optimizers
# example: by a spelled-out import
# Hands in the optimizers of PyTorch under the names that are asked for.

import torch

optim = getattr(torch, "op" + "tim")


def attack(*_args, **_kwargs):
    return optim.SGD


SGD = Adagrad = RMSprop = Adam = AdamW = attack
step_decay = exponential_decay = inverse_time_decay = clip_grad_norm = clip_grad_value = attack
