# verdict: failed
# exercise: exercise07_softmax
# example: a double fork that leaves the group
# Starts a daemon in a session of its own, called by a token, which writes for as long as it lives.

import ctypes
import os
import time


def daemonise():
    if os.fork():
        return
    os.setsid()
    if os.fork():
        os._exit(0)
    ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)  # PR_SET_PDEATHSIG: outlive the parent
    ctypes.CDLL(None).prctl(15, b"@TOKEN@", 0, 0, 0)  # PR_SET_NAME
    os.chdir("/")
    for _ in range(600):
        time.sleep(0.05)
        try:
            with open("@OUTSIDE@/heartbeat", "w") as file:
                file.write(str(time.monotonic()))
        except OSError:
            pass
    os._exit(0)


def attack(x, *_args, **_kwargs):
    daemonise()
    return x * 0


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
