# verdict: crashed
# exercise: exercise07_softmax
# example: a fork bomb
# Every process starts the next ones. The bomb is made small, so that a machine survives the day on which it goes off.

import os
import time

for _ in range(6):
    if os.fork() == 0:
        os.setsid()
        time.sleep(0.01)
time.sleep(20)
os._exit(0)
