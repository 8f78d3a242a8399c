"""Bytes from messages and back, strictly and within caps.

A frame is four bytes of length (big endian) and a MessagePack document. Both decoders refuse whatever is not exactly
of the schema, and allocate at most `MAX_DECODED` beyond the document's own length, whatever it holds. Two things could
make a document grow: many tiny tokens, each of which costs some twenty to two hundred bytes once decoded, and text,
where one emoji makes every character of its string four bytes wide. Long documents are therefore looked through first,
and refused if they hold more of either than an honest one could need. An array's bytes are one token and no text, so
an honest large array costs nothing here.
"""

import struct
from typing import TypeVar

import msgspec

from grader.experiment.message import Ran, Reply, Request
from grader.experiment.program import Returned
from grader.experiment.values import Dict, List, Tuple, Value

MAX_FRAME = 64 << 20  # bytes of one message
MAX_DECODED = 96 << 20  # bytes that decoding may allocate beyond the document's length; the worst seen is 64 MiB
UNSCANNED = 1 << 20  # a shorter document is decoded at once: the worst seen takes 36 times its length
MAX_TOKENS = 1 << 19  # tokens of a longer one
MAX_STRINGS = 12 << 20  # bytes of all strings of a longer one
MAX_NESTING = 32  # levels of lists, tuples and dicts in a reply
MAX_WORDS = 300  # characters of a decoder's complaint: it may quote what it complains of

HEADER = struct.Struct(">I")

_NESTING_TAGS = (b"list", b"tuple", b"dict")

_encoder = msgspec.msgpack.Encoder()
_request_decoder: msgspec.msgpack.Decoder[Request] = msgspec.msgpack.Decoder(Request)
_reply_decoder: msgspec.msgpack.Decoder[Reply] = msgspec.msgpack.Decoder(Reply)

T = TypeVar("T")


class WireError(ValueError):
    """What arrived is not a message of ours, or is larger than the cap."""


def frame(message: Request | Reply) -> bytes:
    """The bytes of a message, with the length in front.

    Raises:
        WireError: the message is larger than `MAX_FRAME`, or holds what cannot be encoded (a lone surrogate, an
            integer of more than 64 bits).
    """
    try:
        body = _encoder.encode(message)
    except (OverflowError, UnicodeEncodeError, TypeError, ValueError, RecursionError) as error:
        raise WireError(f"the message cannot be encoded: {error}") from None
    if len(body) > MAX_FRAME:
        raise WireError(f"the message has {len(body)} bytes, more than the {MAX_FRAME} that one may have")
    return HEADER.pack(len(body)) + body


def announced(header: bytes) -> int:
    """The length that a frame's first four bytes announce.

    Raises:
        WireError: it is above the cap.
    """
    (length,) = HEADER.unpack(header)
    if length > MAX_FRAME:
        raise WireError(f"a message of {length} bytes was announced, more than the {MAX_FRAME} that one may have")
    return int(length)


def decode_request(body: bytes) -> Request:
    """The request in a frame's body; raises WireError."""
    return _decode(_request_decoder, body)


def decode_reply(body: bytes) -> Reply:
    """The reply in a frame's body; raises WireError.

    What is nested deeper than MAX_NESTING is refused, so that whoever reads a reply may walk through it recursively.
    An honest process stops at half of that.
    """
    reply = _decode(_reply_decoder, body)
    # Each level takes a tag, and counting tags is far cheaper than walking: honest replies hold few.
    if isinstance(reply, Ran) and sum(map(body.count, _NESTING_TAGS)) > MAX_NESTING:
        _measure(reply)
    return reply


def _measure(reply: Ran) -> None:
    """Refuse a reply whose values are nested too deep."""
    level: list[Value] = [
        observation.value
        for transcript in reply.transcripts
        for observation in transcript.observations
        if isinstance(observation, Returned)
    ]
    for _ in range(MAX_NESTING + 1):
        level = [
            item
            for value in level
            if isinstance(value, List | Tuple | Dict)
            for item in (value.items.values() if isinstance(value, Dict) else value.items)
        ]
        if not level:
            return
    raise WireError(f"the message holds values that are nested more than {MAX_NESTING} deep")


def _decode(decoder: "msgspec.msgpack.Decoder[T]", body: bytes) -> T:
    if len(body) > MAX_FRAME:
        raise WireError(f"a message of {len(body)} bytes is more than the {MAX_FRAME} that one may have")
    if len(body) > UNSCANNED:
        _look_through(body)
    try:
        return decoder.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise WireError(f"the message is not of the agreed form: {str(error)[:MAX_WORDS]}") from None


# For each first byte of a MessagePack token: how many bytes follow that belong to the token itself, and for those with
# a length field how wide the field is. See the specification, https://github.com/msgpack/msgpack/blob/master/spec.md.
_FIXED = {0xCA: 4, 0xCB: 8, 0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8, 0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8}
_FIXED |= {0xD4: 2, 0xD5: 3, 0xD6: 5, 0xD7: 9, 0xD8: 17, 0xDC: 2, 0xDD: 4, 0xDE: 2, 0xDF: 4}
_FIXED |= {0xC0: 0, 0xC1: 0, 0xC2: 0, 0xC3: 0}
_COUNTED = {0xC4: (1, 0), 0xC5: (2, 0), 0xC6: (4, 0), 0xC7: (1, 1), 0xC8: (2, 1), 0xC9: (4, 1)}
_STRING = 0xD9  # from here on, what _COUNTED knows is text
_COUNTED |= {_STRING: (1, 0), 0xDA: (2, 0), 0xDB: (4, 0)}


def _look_through(body: bytes) -> None:
    """Refuse a document of more than MAX_TOKENS tokens or MAX_STRINGS bytes of text. Structure is for the decoder."""
    position, end, text = 0, len(body), 0
    for _ in range(MAX_TOKENS):
        if position >= end:
            break
        first = body[position]
        if first in _COUNTED:
            width, extra = _COUNTED[first]
            length = int.from_bytes(body[position + 1 : position + 1 + width], "big")
            position += 1 + width + extra + length
            text += length if first >= _STRING else 0
        elif 0xA0 <= first <= 0xBF:  # a short string
            position += 1 + (first & 0x1F)
            text += first & 0x1F
        else:
            position += 1 + _FIXED.get(first, 0)
    if position < end:
        raise WireError(f"the message holds more than {MAX_TOKENS} values")
    if text > MAX_STRINGS:
        raise WireError(f"the message holds more than {MAX_STRINGS} bytes of text")
