# verdict: failed
# exercise: exercise07_softmax
# example: signals to other processes
# Kills what started it, and with it every process that the others are graded in.

import os
import signal

TOLD = []
for pid in {os.getppid(), @COMMAND@}:
    for number in (signal.SIGKILL, signal.SIGABRT, signal.SIGSTOP):
        try:
            os.kill(pid, number)
            TOLD.append("MARK" + "ER{killed}")
        except OSError as error:
            TOLD.append(error.errno)
        try:
            os.killpg(pid, number)
            TOLD.append("MARK" + "ER{killed}")
        except OSError as error:
            TOLD.append(error.errno)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
