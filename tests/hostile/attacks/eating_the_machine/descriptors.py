# verdict: over_limit
# exercise: exercise07_softmax
# example: file descriptors
# Holds as many descriptors as it can get, its own output copied over and over.

import os

KEPT = []


def attack(*_args, **_kwargs):
    while True:
        KEPT.append(os.dup(1))


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
