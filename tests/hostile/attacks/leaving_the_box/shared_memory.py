# verdict: failed
# exercise: exercise07_softmax
# example: shared memory left behind
# Leaves shared memory, semaphores and message queues behind, which no end of a process removes.

import ctypes
from multiprocessing import shared_memory

libc = ctypes.CDLL(None, use_errno=True)
TOLD = []
try:
    shared_memory.SharedMemory(name="@TOKEN@", create=True, size=1 << 16)
    TOLD.append("MARK" + "ER{shared memory}")
except OSError as error:
    TOLD.append(type(error).__name__)
for name, arguments in {
    "shmget": (29, @KEY@, 1 << 16, 0o1666),
    "semget": (64, @KEY@, 1, 0o1666),
    "msgget": (68, @KEY@, 0o1666),
    "mq_open": (240, b"@TOKEN@", 0o102, 0o666, 0),
}.items():
    TOLD.append("MARK" + f"ER{{{name}}}" if libc.syscall(*arguments) >= 0 else ctypes.get_errno())


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
