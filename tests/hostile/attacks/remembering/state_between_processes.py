# verdict: failed, crashed
# exercise: exercise10_linear
# example: state that carries from one check to the next
# Ends its process after every other call, and looks in the next one for what it left behind.

import os
import tempfile

PLACES = [".", "..", tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm", "@OUTSIDE@", os.path.expanduser("~")]
CALLS = []


def attack(*_args, **_kwargs):
    told = []
    paths = [os.path.join(place, "@TOKEN@") for place in PLACES]
    if not CALLS and any(os.path.exists(path) for path in paths):
        told.append("MARK" + "ER{it was still there}")
    for path in paths:
        try:
            with open(path, "w") as file:
                file.write("1")
        except OSError as error:
            told.append(type(error).__name__)
    if CALLS:
        os._exit(1)
    CALLS.append(1)
    raise RuntimeError(f"{told}")


Linear = Sequential = mlp_gradients = attack
