# verdict: timed_out
# exercise: exercise11_optimizers
# example: sleep
# limits: message_seconds=0.4
# Sleeps in C without giving the interpreter's lock away, so that no Python in the process can end it.

import ctypes

ctypes.PyDLL(None).sleep(1000)
