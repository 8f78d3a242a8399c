# verdict: failed
# exercise: exercise07_softmax
# example: the file system: suites
# limits: message_seconds=10
# Walks from the root, from its own folder upwards and from the home, and opens whatever has a name worth opening.

import itertools
import os
import re

FOUND = []
ENDINGS = (".py", ".txt", ".sqlite", ".dlrec", ".json", ".toml")


def files():
    for root in ("@COURSE@", "@CACHE@", "..", "../..", os.path.expanduser("~"), "/tmp", "/var/tmp", "/dev/shm", "/run", "/"):
        for parent, folders, names in os.walk(root):
            folders[:] = [one for one in folders if one not in ("proc", "sys")]
            yield from (os.path.join(parent, name) for name in names if name.endswith(ENDINGS))


for path in itertools.islice(files(), 1000):
    try:
        with open(path, "rb") as file:
            FOUND += re.findall(rb"MARKER\{[^}\\]+\}", file.read(1 << 16))
    except OSError:
        pass


def attack(*_args, **_kwargs):
    raise RuntimeError(f"found {FOUND}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
