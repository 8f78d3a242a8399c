# verdict: failed
# exercise: exercise07_softmax
# example: signals to other processes
# Signals processes that are not its own: to kill, to stop, to ask whether they are there.

import ctypes
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
TOLD = []


def told(succeeded, number):
    TOLD.append("MARK" + "ER{signalled}" if succeeded else number)


for pid in (@COMMAND@, os.getppid(), @PARENT@, -1):
    for number in (0, signal.SIGCONT) if pid in (@PARENT@, -1) else (0, signal.SIGSTOP, signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(pid, number)
            told(True, 0)
        except OSError as error:
            told(False, error.errno)
for call in ((62, @COMMAND@, 9), (200, @COMMAND@, 9), (234, @COMMAND@, @COMMAND@, 9), (129, @COMMAND@, 9, bytes(128))):
    told(libc.syscall(*call) == 0, ctypes.get_errno())
handle = libc.syscall(434, @COMMAND@, 0)
told(libc.syscall(424, handle, 9, 0, 0) == 0, ctypes.get_errno())


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
