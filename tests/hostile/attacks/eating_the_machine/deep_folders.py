# verdict: over_limit
# exercise: exercise03_perceptron
# example: a full scratch folder
# Nests folders so deep that what removes them by recursion does not come back.

import os

import time

for _ in range(3000):
    os.mkdir("d")
    os.chdir("d")
time.sleep(1000)
