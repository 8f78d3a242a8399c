# verdict: failed
# exercise: exercise10_linear
# example: the file system: suites
# Has another program read the hidden file, since the rules may hold for this one only.

import os
import subprocess

WAYS = [
    lambda: subprocess.check_output(["cat", "@COURSE@/secret.txt"]),
    lambda: subprocess.check_output("cat @COURSE@/secret.txt", shell=True, executable="/bin/sh"),
    lambda: os.popen("cat @COURSE@/secret.txt").read(),
    lambda: os.posix_spawn("/bin/cat", ["cat", "@COURSE@/secret.txt"], {}, file_actions=[]),
]


def attack(*_args, **_kwargs):
    told = []
    for way in WAYS:
        try:
            told.append(way())
        except (OSError, ValueError) as error:
            told.append(type(error).__name__)
    raise RuntimeError(f"{told}")


Linear = Sequential = mlp_gradients = attack
