# verdict: crashed
# exercise: exercise07_softmax
# example: SIGSTOP on itself
# Stops its own process: it is neither dead nor does it answer.

import os
import signal
import time

os.kill(os.getpid(), signal.SIGSTOP)
time.sleep(1000)
