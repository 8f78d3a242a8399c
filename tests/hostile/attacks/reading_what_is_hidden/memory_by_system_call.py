# verdict: failed
# exercise: exercise10_linear
# example: ptrace
# Reads the memory of the grading process, at the address where the answer lies, by process_vm_readv.

import ctypes
import re

libc = ctypes.CDLL(None, use_errno=True)


class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


room = ctypes.create_string_buffer(256)
mine = Piece(ctypes.cast(room, ctypes.c_void_p), 256)
theirs = Piece(@ADDRESS@, 256)
got = libc.syscall(310, @PARENT@, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0)
print(got, ctypes.get_errno())


def attack(*_args, **_kwargs):
    raise RuntimeError(f"found {re.findall(rb'MARKER.[^}]+.', room.raw)}")


Linear = Sequential = mlp_gradients = attack
