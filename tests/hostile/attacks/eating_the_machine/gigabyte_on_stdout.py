# verdict: over_limit
# exercise: exercise07_softmax
# example: a gigabyte on stdout
# limits: message_seconds=10
# Writes a gigabyte to its standard output.

import os

data = b"x" * (1 << 16)
for _ in range(1 << 14):
    os.write(1, data)
