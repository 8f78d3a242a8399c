# verdict: failed
# exercise: exercise07_softmax
# example: a million tiny lines
# Warns thousands of times in every call, each time of something else.

import warnings


def attack(x, *_args, **_kwargs):
    for number in range(200):
        warnings.warn(f"{number}" * 2000, stacklevel=1)
    return x * 0


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
