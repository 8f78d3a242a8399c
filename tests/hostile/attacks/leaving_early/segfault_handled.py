# verdict: crashed
# exercise: exercise11_optimizers
# example: segfault through ctypes
# Has a library function handle the segmentation fault: the handler is exit(), with success.

import ctypes
import signal

libc = ctypes.CDLL(None)
libc.signal(signal.SIGSEGV, ctypes.cast(libc._exit, ctypes.c_void_p))
ctypes.string_at(0)
