# verdict: failed
# exercise: exercise07_softmax
# example: the network at import time
# Makes its system calls from machine code of its own, so that nobody in the process sees them.

import ctypes
import mmap

TOLD = []
try:
    room = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    # mov rax, 41; mov rdi, 2; mov rsi, 1; xor rdx, rdx; syscall; ret: socket(AF_INET, SOCK_STREAM, 0)
    room.write(bytes.fromhex("48c7c029000000" "48c7c702000000" "48c7c601000000" "4831d2" "0f05" "c3"))
    function = ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(room)))
    got = function()
    TOLD.append("MARK" + "ER{a socket}" if got >= 0 else got)
except OSError as error:
    TOLD.append(type(error).__name__)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
