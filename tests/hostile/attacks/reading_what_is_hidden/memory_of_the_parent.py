# verdict: failed
# exercise: exercise07_softmax
# example: /proc
# Reads the memory of the grading process, at the address where the answer lies, through /proc.

import os
import re

FOUND = []
try:
    with open("/proc/@PARENT@/mem", "rb", buffering=0) as memory:
        FOUND += re.findall(rb"MARKER\{[^}\\]+\}", os.pread(memory.fileno(), 256, @ADDRESS@))
except OSError as error:
    print(type(error).__name__)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"found {FOUND}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
