# verdict: crashed
# exercise: exercise10_linear
# example: segfault through ctypes
# Aborts, and asks for a core file that holds the memory of the process.

import ctypes
import os
import resource

try:
    resource.setrlimit(resource.RLIMIT_CORE, (1 << 30, 1 << 30))
except (ValueError, OSError):
    pass
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # PR_SET_DUMPABLE
os.abort()
