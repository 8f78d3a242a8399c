# verdict: failed
# exercise: exercise10_linear
# example: files outside the scratch folder
# Writes a program into memory, or into its folder, and becomes it: no path is named that could be refused.

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
SCRIPT = b"#!/bin/sh\necho 'MARK''ER{a shell}'\necho > @OUTSIDE@/executed\n"
TOLD = []


def from_memory(number):
    os.write(number, SCRIPT)
    nothing = (ctypes.c_char_p * 2)(b"sh", None)
    libc.syscall(322, number, b"", nothing, nothing, 0x1000)  # execveat with AT_EMPTY_PATH
    raise OSError(ctypes.get_errno(), "refused")


def from_the_folder():
    with open("program", "wb") as file:
        file.write(SCRIPT)
    os.chmod("program", 0o755)
    os.execv("./program", ["./program"])


def by_the_loader():
    os.execv("/lib64/ld-linux-x86-64.so.2", ["ld.so", "/bin/echo", "MARK" + "ER{the loader}"])


def attack(*_args, **_kwargs):
    for way in (lambda: from_memory(os.memfd_create("program")), from_the_folder, by_the_loader):
        try:
            way()
        except OSError as error:
            TOLD.append(type(error).__name__)
    raise RuntimeError(f"{TOLD[:9]}")


Linear = Sequential = mlp_gradients = attack
