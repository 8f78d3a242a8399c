# verdict: timed_out
# exercise: exercise07_softmax
# example: not reading what is sent
# limits: message_seconds=0.4 submission_seconds=1
# Says that it was loaded, and then never reads a request: whoever sends without a deadline waits for ever.

import os
import stat
import sys
import time

from grader.experiment import wire
from grader.experiment.message import Loaded

frame = sys._getframe()
while "request" not in frame.f_locals:
    frame = frame.f_back
for number in range(3, 1024):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            os.write(number, wire.frame(Loaded(frame.f_locals["request"].number)))
    except OSError:
        pass
while True:
    time.sleep(1000)
