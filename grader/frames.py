"""Messages between processes of ours, which trust each other: a length, and MessagePack."""

import socket
import struct
from typing import Any

import msgspec

LENGTH = struct.Struct(">Q")
PIECE = 1 << 20


def send(channel: socket.socket, message: Any) -> None:
    """Send a message, whole. Raises OSError where nobody is at the other end."""
    body = msgspec.msgpack.encode(message)
    channel.sendall(LENGTH.pack(len(body)) + body)


def receive(channel: socket.socket) -> bytes | None:
    """The body of a message; None at the end of the stream. Raises OSError, TimeoutError among them."""
    header = _exactly(channel, LENGTH.size)
    return None if header is None else _exactly(channel, LENGTH.unpack(header)[0])


def _exactly(channel: socket.socket, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        piece = channel.recv(min(size - len(data), PIECE))
        if not piece:
            return None
        data += piece
    return bytes(data)
