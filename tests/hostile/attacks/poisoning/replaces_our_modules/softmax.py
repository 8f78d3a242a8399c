# verdict: crashed
# exercise: exercise07_softmax
# example: replacing modules by files of the same name (random.py, numpy.py, sitecustomize.py, conftest.py, pytest.ini)
# Brings a package `grader` of its own, and a `torch` that would be found in place of the real one.

import grader.judge.compare
import torchgen
