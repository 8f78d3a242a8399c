# verdict: failed
# exercise: exercise07_softmax
# example: a view
# Tensors that have a shape and no numbers: on no device, sparse, quantized, of another layout.

import torch

MAKE = [
    lambda x: x.to_sparse(),
    lambda x: torch.empty(x.shape, device="meta").shape,
    lambda x: torch.quantize_per_tensor(x.float(), 0.1, 0, torch.quint8),
    lambda x: torch.zeros(x.shape, dtype=torch.complex32),
    lambda x: torch.nested.nested_tensor([x]),
]


def attack(x, *_args, **_kwargs):
    MAKE.append(MAKE.pop(0))
    return MAKE[0](x)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
