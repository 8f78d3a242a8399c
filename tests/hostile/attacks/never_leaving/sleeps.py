# verdict: timed_out
# exercise: exercise03_perceptron
# example: sleep
# limits: message_seconds=0.4
# Uses no processor time at all, so a limit on that alone never ends it.

import time

while True:
    time.sleep(1000)
