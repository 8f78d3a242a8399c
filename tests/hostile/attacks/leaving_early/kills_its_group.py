# verdict: crashed
# exercise: exercise03_perceptron
# example: killing itself
# Kills its whole process group, to which it hopes that the grader belongs.

import os
import signal

os.killpg(os.getpgrp(), signal.SIGKILL)
os.abort()
