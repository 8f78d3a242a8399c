# verdict: failed
# exercise: exercise07_softmax
# example: ptrace
# Asks to trace the grading process, its own parent, and a process of the same user.

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
TOLD = []
for pid in (@PARENT@, os.getppid(), @COMMAND@):
    for request in (0x4206, 0x420B):  # PTRACE_SEIZE; PTRACE_GETSIGMASK, which needs a tracee
        got = libc.syscall(101, request, pid, 8, 0)
        TOLD.append("MARK" + "ER{traced}" if got == 0 else ctypes.get_errno())
        libc.syscall(101, 17, pid, 0, 0)  # PTRACE_DETACH


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
