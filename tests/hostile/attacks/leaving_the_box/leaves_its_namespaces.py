# verdict: failed
# exercise: exercise07_softmax
# example: files outside the scratch folder
# Makes namespaces, mounts, a new root, and becomes another user, to leave the ones that it was given.

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
CALLS = {
    "unshare user": (272, 0x10000000),
    "unshare mount": (272, 0x00020000),
    "unshare network": (272, 0x40000000),
    "unshare pid": (272, 0x20000000),
    "setns": (308, 0, 0),
    "mount": (165, b"none", b"@OUTSIDE@", b"tmpfs", 0, 0),
    "mount_setattr": (442, -100, b"@OUTSIDE@", 0, ctypes.create_string_buffer(32), 32),
    "move_mount": (429, -100, b"/", -100, b"@OUTSIDE@", 0),
    "open_tree": (428, -100, b"@OUTSIDE@", 1),
    "umount": (166, b"/proc", 2),
    "pivot_root": (155, b".", b"."),
    "chroot": (161, b"."),
    "fsopen": (430, b"tmpfs", 0),
    "setuid": (105, 12345),
    "setgroups": (116, 0, 0),
    "sethostname": (170, b"", -1),
    "init_module": (175, 0, 0, 0),
    "swapon": (167, b"/nothing", 0),
    "iopl": (172, 3),
    "acct": (163, b"@OUTSIDE@/kept"),
    "quotactl": (179, 0, 0, 0, 0),
    "syslog": (103, 10, 0, 0),
    "clock_settime": (227, 0, ctypes.create_string_buffer(b"\xff" * 16)),
}
TOLD = {}
for name, arguments in CALLS.items():
    TOLD[name] = "MARK" + f"ER{{{name}}}" if libc.syscall(*arguments) >= 0 else ctypes.get_errno()


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
