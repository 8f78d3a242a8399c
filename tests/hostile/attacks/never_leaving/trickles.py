# verdict: timed_out
# exercise: exercise07_softmax
# example: answers that trickle a byte at a time
# limits: message_seconds=0.5
# Announces an answer and sends it byte by byte, so that something always arrives before one gives up.

import os
import stat
import time

for number in range(3, 1024):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            break
    except OSError:
        pass
os.write(number, b"\x00\x01\x00\x00")
while True:
    os.write(number, b"\x93")
    time.sleep(0.02)
