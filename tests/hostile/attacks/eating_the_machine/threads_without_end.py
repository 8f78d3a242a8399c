# verdict: crashed or over_limit
# exercise: exercise07_softmax
# example: threads without end
# Starts threads for as long as it can, each of which waits for ever.

import _thread
import threading

forever = threading.Lock()
forever.acquire()
threading.stack_size(1 << 16)
for _ in range(20000):
    _thread.start_new_thread(forever.acquire, ())
