# verdict: crashed or failed
# exercise: exercise07_softmax
# example: the network at import time
# Makes a socket by the x32 interface of the kernel, whose numbers a filter may not know; not every kernel has it.

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
got = libc.syscall(41 | 0x40000000, 2, 1, 0)
TOLD = "MARK" + "ER{a socket}" if got >= 0 else f"refused with {ctypes.get_errno()}"


def attack(*_args, **_kwargs):
    raise RuntimeError(TOLD)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
