# verdict: timed_out
# exercise: exercise07_softmax
# example: a loop that swallows BaseException
# limits: message_seconds=0.4
# Swallows every exception and every signal that can be swallowed, and goes on.

import signal

for number in signal.valid_signals():
    try:
        signal.signal(number, lambda *_: None)
    except (OSError, ValueError):
        pass
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
