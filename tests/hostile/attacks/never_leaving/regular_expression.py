# verdict: timed_out
# exercise: exercise07_softmax
# example: endless loop
# limits: message_seconds=0.4
# A regular expression that takes longer than the universe is old, in one call that nothing interrupts.

import re

re.match(r"(a|a)*$", "a" * 64 + "b")
