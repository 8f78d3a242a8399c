# verdict: failed
# exercise: exercise07_softmax
# example: the file system: other submissions
# Copies from a neighbour: from what was handed in, and from the scratch folders of those who are graded now.

import glob
import re

FOUND = []
for path in ["@NEIGHBOUR@/softmax.py", *glob.glob("@SCRATCH@/*"), *glob.glob("../dlgrade-*/*"), *glob.glob("/tmp/dlgrade-*/*")]:
    try:
        with open(path, "rb") as file:
            FOUND += re.findall(rb"MARKER\{[^}\\]+\}", file.read())
    except OSError as error:
        print(type(error).__name__)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"found {FOUND}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
