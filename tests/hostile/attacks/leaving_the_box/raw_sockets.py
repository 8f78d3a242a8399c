# verdict: failed
# exercise: exercise10_linear
# example: the network at import time
# Makes sockets by system calls, past Python's own module, with flags in the kind.

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
address = (2).to_bytes(2, "little") + (@LISTENER@).to_bytes(2, "big") + bytes([127, 0, 0, 1]) + bytes(8)
TOLD = []
for kind in (1, 2, 1 | 0o2000000, 2 | 0o4000):
    got = libc.syscall(41, 2, kind, 0)
    if got >= 0:
        TOLD.append("MARK" + "ER{a socket}")
        libc.connect(got, address, 16)
        libc.syscall(44, got, b"hello", 5, 0, address, 16)
    else:
        TOLD.append(ctypes.get_errno())


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


Linear = Sequential = mlp_gradients = attack
