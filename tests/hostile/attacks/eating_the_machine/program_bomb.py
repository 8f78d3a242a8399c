# verdict: failed
# exercise: exercise07_softmax
# example: a fork bomb
# Starts programs by every way that the standard library has.

import multiprocessing
import os
import pty
import subprocess
import sys

WAYS = [
    lambda: subprocess.run(["sleep", "20"], check=False),
    lambda: os.system("sleep 20 &"),
    lambda: os.popen("sleep 20 &").read(),
    lambda: os.posix_spawn("/bin/sleep", ["sleep", "20"], {}),
    lambda: os.spawnv(os.P_NOWAIT, "/bin/sleep", ["sleep", "20"]),
    lambda: pty.fork(),
    lambda: os.forkpty(),
    lambda: multiprocessing.get_context("fork").Process(target=print).start(),
    lambda: multiprocessing.get_context("spawn").Process(target=print).start(),
    lambda: os.execv(sys.executable, [sys.executable, "-c", "print('started')"]),
]


def attack(*_args, **_kwargs):
    told = []
    for way in WAYS:
        try:
            told.append(f"{way()!r} MARK" + "ER{a program}")
        except (OSError, ValueError) as error:
            told.append(type(error).__name__)
    raise RuntimeError(f"{told}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
