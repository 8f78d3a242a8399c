# verdict: failed
# exercise: exercise07_softmax
# example: deleting itself or its neighbours
# Leaves folders without permissions, links to folders outside and strange names, for whoever cleans up.

import os

TOLD = []
try:
    os.symlink("@OUTSIDE@", "link")
    os.symlink("@OUTSIDE@/kept", "file")
except OSError as error:
    TOLD.append(error.errno)
for name in ("a\nb", "-rf", "\x1b[2J", "é" * 100, "*"):
    os.mkdir(name)
    with open(f"{name}/file", "w") as file:
        file.write("x")
    try:
        os.chmod(name, 0)
    except OSError as error:
        TOLD.append(error.errno)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
