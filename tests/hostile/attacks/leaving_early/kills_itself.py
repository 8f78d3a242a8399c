# verdict: crashed
# exercise: exercise07_softmax
# example: killing itself
# Kills its own process, in case that nobody counts who did not answer.

import os
import signal


def attack(*_args, **_kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
    os.abort()


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
