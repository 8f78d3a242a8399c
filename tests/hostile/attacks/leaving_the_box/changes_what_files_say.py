# verdict: failed
# exercise: exercise07_softmax
# example: files outside the scratch folder
# Changes modes, owners, times and attributes of files outside its folder, which need not be opened for that.

import ctypes
import os

OUT = "@OUTSIDE@/kept"
libc = ctypes.CDLL(None, use_errno=True)


def called(*arguments):
    if libc.syscall(*arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")


WAYS = [
    lambda: os.chmod(OUT, 0o777),
    lambda: os.chown(OUT, 12345, 12345),
    lambda: os.utime(OUT, (0, 0)),
    lambda: os.setxattr(OUT, "user.comment", b"mine"),
    lambda: os.removexattr(OUT, "user.comment"),
    lambda: called(90, OUT.encode(), 0o777),
    lambda: called(268, -100, OUT.encode(), 0o777, 0),
    lambda: called(452, -100, OUT.encode(), 0o777, 0),  # fchmodat2
    lambda: called(260, -100, OUT.encode(), 12345, 12345, 0),
    lambda: called(280, -100, OUT.encode(), ctypes.create_string_buffer(32), 0),
    lambda: called(132, OUT.encode(), ctypes.create_string_buffer(16)),
    lambda: called(235, OUT.encode(), ctypes.create_string_buffer(32)),
    lambda: os.fchmod(os.open(OUT, os.O_RDONLY), 0o777),
    lambda: os.chmod("@OUTSIDE@", 0o777),
]
TOLD = []
for way in WAYS:
    try:
        way()
        TOLD.append("MARK" + "ER{changed}")
    except OSError as error:
        TOLD.append(error.errno)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
