# verdict: failed
# exercise: exercise07_softmax
# example: a million tiny lines
# limits: message_seconds=10
# Writes a million lines of one character, for whoever keeps a list of lines.

import os

for _ in range(100):
    os.write(1, b"x\n" * 10_000)


def attack(x, *_args, **_kwargs):
    return x * 0


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
