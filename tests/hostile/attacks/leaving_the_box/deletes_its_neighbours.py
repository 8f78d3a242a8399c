# verdict: failed
# exercise: exercise07_softmax
# example: deleting itself or its neighbours
# Deletes the course, the recordings, a neighbour's submission and the scratch folder of another process.

import os
import shutil

TOLD = []
for path in ("@NEIGHBOUR@", "@SCRATCH@", "@CACHE@", "@COURSE@", "@OUTSIDE@"):
    shutil.rmtree(path, ignore_errors=True)
    for way in (lambda: os.remove(f"{path}/secret.txt"), lambda: os.rmdir(path), lambda: os.rename(path, "mine")):
        try:
            way()
            TOLD.append("MARK" + "ER{deleted}")
        except OSError as error:
            TOLD.append(error.errno)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
