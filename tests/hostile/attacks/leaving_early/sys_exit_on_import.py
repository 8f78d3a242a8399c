# verdict: crashed
# exercise: exercise03_perceptron
# example: sys.exit(0)
# Leaves with success before anything can be called.

import sys

sys.exit(0)
