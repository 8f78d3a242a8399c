# verdict: over_limit
# exercise: exercise11_optimizers
# example: a gigabyte on stdout
# limits: message_seconds=10
# Writes a gigabyte of warnings to its standard error.

import sys

for _ in range(1 << 14):
    sys.stderr.write("w" * (1 << 16))
