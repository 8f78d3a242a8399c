# verdict: out_of_memory
# exercise: exercise10_linear
# example: slow growth
# limits: message_seconds=10
# Maps anonymous memory, shared and private, until the kernel says no.

import mmap

kept = []
try:
    while True:
        room = mmap.mmap(-1, 16 << 20)
        room[:: mmap.PAGESIZE] = b"x" * (len(room) // mmap.PAGESIZE)
        kept.append(room)
except OSError as error:
    raise MemoryError(str(error)) from None
