# verdict: failed
# exercise: exercise07_softmax
# example: the file system: recordings
# Opens the recordings in the cache, which hold every expected value.

import glob
import os
import re

FOUND = []
PLACES = ["@CACHE@", "@CACHE@/recordings", "@COURSE@/recordings", os.path.expanduser("~/.cache/dlgrade/recordings")]
for folder in PLACES:
    for path in [f"{folder}/secret.txt", *glob.glob(f"{folder}/*.dlrec")]:
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            print(type(error).__name__)
            continue
        FOUND += re.findall(rb"MARKER\{[^}\\]+\}", data)
        FOUND += [b"MARK" + b"ER{a recording}"] if data.startswith(b"dlgrade recording") else []


def attack(*_args, **_kwargs):
    raise RuntimeError(f"found {FOUND}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
