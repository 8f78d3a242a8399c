# verdict: failed
# exercise: exercise07_softmax
# example: the network at import time
# Reaches for the listener by every kind of socket: TCP, UDP, IPv6, Unix by path and by abstract name, raw, netlink.

import socket

TOLD = []


def attempt(family, kind, address):
    try:
        with socket.socket(family, kind) as one:
            one.settimeout(0.5)
            if kind == socket.SOCK_DGRAM:
                one.sendto(b"hello", address)
            else:
                one.connect(address)
                one.sendall(b"hello")
            TOLD.append("MARK" + f"ER{{{family!r} {kind!r}}}")
    except OSError as error:
        TOLD.append(error.errno)


for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
    attempt(socket.AF_INET, kind, ("127.0.0.1", @LISTENER@))
    attempt(socket.AF_INET, kind, ("0.0.0.0", @LISTENER@))
    attempt(socket.AF_INET6, kind, ("::1", @LISTENER@))
    attempt(socket.AF_UNIX, kind, "@SOCKET@")
    attempt(socket.AF_UNIX, kind, "\0@TOKEN@")
for family, kind, protocol in ((socket.AF_INET, socket.SOCK_RAW, 1), (socket.AF_PACKET, socket.SOCK_RAW, 0)):
    try:
        socket.socket(family, kind, protocol).close()
        TOLD.append("MARK" + "ER{a raw socket}")
    except OSError as error:
        TOLD.append(error.errno)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
