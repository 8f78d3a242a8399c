# verdict: crashed
# exercise: exercise07_softmax
# example: not reading what is sent
# Closes every descriptor and goes on: nobody hears of it again.

import os
import time

os.closerange(0, 1024)
time.sleep(1000)
