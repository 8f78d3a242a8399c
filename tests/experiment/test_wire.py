"""Whatever arrives becomes a message or a WireError, and costs no more memory than the caps say."""

import contextlib
import struct
import tracemalloc

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.experiment import values, wire
from grader.experiment.message import Load, Ran, Ready, Run
from grader.experiment.program import Keep, Program, Returned, Transcript
from tests.experiment import vocabulary as vo

DECODERS = (wire.decode_request, wire.decode_reply)
both = pytest.mark.parametrize("decode", DECODERS, ids=["request", "reply"])
RAN = b"\x93\xa3ran\x01"
RUN = b"\x93\xa3run\x01"


def array_of(count):
    """The header of a MessagePack array that announces `count` items."""
    return b"\xdd" + struct.pack(">I", count)


def reply_of(*values_):
    """A reply whose one observation is a list of encoded values."""
    items = array_of(len(values_)) + b"".join(values_)
    return RAN + b"\x91\x91\x91\x92\xa8returned\x92\xa4list" + items


def filled(unit, size):
    """A reply of about `size` bytes that holds nothing but `unit`, in lists as long as they may be."""
    count, lists = size // len(unit), []
    while count > 0:
        some = min(count, values.MAX_ITEMS)
        lists.append(b"\x92\xa4list" + array_of(some) + unit * some)
        count -= some
    return reply_of(*lists)


def peak_of(decode, body):
    """The bytes that decoding allocated at most, whether it went well or not."""
    tracemalloc.start()
    try:
        with contextlib.suppress(wire.WireError):
            decode(body)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def survives(decode, body):
    """Decode, and say whether it was a message. Anything but a WireError comes out."""
    try:
        decode(body)
    except wire.WireError:
        return False
    return True


@both
@settings(max_examples=400, deadline=None)
@given(body=st.binary(max_size=400))
def test_random_bytes_are_a_message_or_a_wire_error(decode, body):
    survives(decode, body)


@settings(max_examples=300, deadline=None)
@given(reply=vo.replies, data=st.data())
def test_a_mutated_reply_is_a_message_or_a_wire_error(reply, data):
    survives(wire.decode_reply, mutated(wire.frame(reply)[4:], data))


@settings(max_examples=300, deadline=None)
@given(request=vo.requests, data=st.data())
def test_a_mutated_request_is_a_message_or_a_wire_error(request, data):
    survives(wire.decode_request, mutated(wire.frame(request)[4:], data))


def mutated(body, data):
    """The bytes with some changed, cut out, doubled or put in."""
    out = bytearray(body)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(out)))
        match data.draw(st.sampled_from(("change", "cut", "insert", "double"))):
            case "change" if at < len(out):
                out[at] = data.draw(st.sampled_from((0x00, 0x90, 0xC0, 0xC1, 0xDB, 0xDD, 0xDF, 0xFF)))
            case "cut":
                del out[at : at + data.draw(st.integers(1, 9))]
            case "insert":
                out[at:at] = data.draw(st.binary(min_size=1, max_size=6))
            case _:
                out[at:at] = out[at : at + 20]
    return bytes(out)


@settings(max_examples=100, deadline=None)
@given(reply=vo.replies, data=st.data())
def test_a_shortened_message_is_refused(reply, data):
    body = wire.frame(reply)[4:]
    cut = data.draw(st.integers(0, len(body) - 1))
    assert not survives(wire.decode_reply, body[:cut])


@both
def test_something_after_the_message_is_refused(decode):
    body = wire.frame(Run(1, ()) if decode is wire.decode_request else Ran(1, ()))[4:]
    assert survives(decode, body)
    assert not survives(decode, body + b"\xc0")


def test_a_request_is_no_reply_and_a_reply_no_request():
    assert not survives(wire.decode_reply, wire.frame(Run(1, ()))[4:])
    assert not survives(wire.decode_request, wire.frame(Ready("process"))[4:])


@pytest.mark.parametrize("length", [wire.MAX_FRAME + 1, 1 << 31, (1 << 32) - 1])
def test_a_length_above_the_cap_is_refused_before_a_byte_is_read(length):
    with pytest.raises(wire.WireError, match="was announced, more than"):
        wire.announced(wire.HEADER.pack(length))


def test_the_largest_length_is_still_taken():
    assert wire.announced(wire.HEADER.pack(wire.MAX_FRAME)) == wire.MAX_FRAME


@both
def test_a_body_above_the_cap_is_refused(decode):
    with pytest.raises(wire.WireError, match="is more than"):
        decode(bytes(wire.MAX_FRAME + 1))


@both
@pytest.mark.parametrize("depth", [10, 900, 50_000])
@pytest.mark.parametrize("head", [b"\x92\xa4list\x91", b"\x92\xa4list\xdd\x00\x00\xff\xff", b"\x92\xa4dict\x81\xa1k"])
def test_deep_nesting_is_refused_without_a_crash(decode, depth, head):
    body = RAN + b"\x91\x91\x91\x92\xa8returned" if decode is wire.decode_reply else RUN + b"\x91\x91\x91\x92\xa4keep"
    body += head * depth
    assert not survives(decode, body)
    assert peak_of(decode, body) < wire.MAX_DECODED // 8 + len(body)


@pytest.mark.parametrize("tag", [b"\xdd", b"\xdf", b"\xdb", b"\xc6", b"\xc9"], ids=lambda tag: tag.hex())
@pytest.mark.parametrize("count", [1 << 16, (1 << 16) + 1, (1 << 32) - 1])
def test_a_huge_announced_count_allocates_nothing(tag, count):
    body = RAN + b"\x91\x91\x91\x92\xa8returned\x92\xa4list" + tag + struct.pack(">I", count)
    assert not survives(wire.decode_reply, body)
    assert peak_of(wire.decode_reply, body) < 1 << 20


UNITS = {
    "empty lists": b"\x92\xa4list\x90",
    "empty dicts": b"\x92\xa4dict\x80",
    "short strings": b"\xa2ab",
    "wide strings": b"\xa5\xf0\x9f\x98\x80a",
    "integers": b"\xcd\xff\xff",
    "nothing": b"\xc0",
    "arrays": b"\x94\xa5array\xa4bool\x90\xc4\x00",
    "shapes": b"\x94\xa5array\xa4bool\xdc\x00\x20" + b"\xcd\xff\xff" * 32 + b"\xc4\x00",
    "chains": b"\x92\xa4list\x91" * 200 + b"\xc0",
}


@pytest.mark.parametrize("name", UNITS)
def test_many_tiny_tokens_stay_within_the_cap(name):
    body = filled(UNITS[name], wire.UNSCANNED - 4096)
    assert len(body) <= wire.UNSCANNED
    assert peak_of(wire.decode_reply, body) <= wire.MAX_DECODED + len(body)


@pytest.mark.parametrize("name", ["empty dicts", "short strings", "wide strings"])
def test_as_many_tokens_as_are_allowed_stay_within_the_cap(name):
    tokens = 3 if b"\xa4" in UNITS[name] else 1
    body = filled(UNITS[name], (wire.MAX_TOKENS // tokens - 100) * len(UNITS[name]))
    assert len(body) > wire.UNSCANNED
    assert survives(wire.decode_reply, body)
    assert peak_of(wire.decode_reply, body) <= wire.MAX_DECODED + len(body)


def test_more_tokens_than_an_honest_message_needs_are_refused():
    with pytest.raises(wire.WireError, match=f"more than {wire.MAX_TOKENS} values"):
        wire.decode_reply(filled(b"\xc0", wire.MAX_TOKENS + 600_000))


def test_one_emoji_does_not_make_a_long_text_four_times_as_large():
    """CPython stores every character of a string as wide as its widest."""
    text = "a" * (50 << 20) + "\N{PILE OF POO}"
    body = msgspec.msgpack.encode(Ran(1, (Transcript((Returned(text),)),)))
    with pytest.raises(wire.WireError, match="bytes of text"):
        wire.decode_reply(body)
    assert peak_of(wire.decode_reply, body) <= wire.MAX_DECODED + len(body)


def test_as_much_text_as_is_allowed_stays_within_the_cap():
    text = ("a" * (wire.MAX_STRINGS - 100)) + "\N{PILE OF POO}"
    body = msgspec.msgpack.encode(Ran(1, (Transcript((Returned(text),)),)))
    assert survives(wire.decode_reply, body)
    assert peak_of(wire.decode_reply, body) <= wire.MAX_DECODED + len(body)


def test_a_large_honest_array_is_one_token():
    array = values.Array("float64", (4 << 20,), bytes(32 << 20))
    request = Run(7, (Program((Keep(array),)),))
    assert wire.decode_request(wire.frame(request)[4:]) == request


def test_a_refusal_does_not_quote_megabytes():
    dtype = b"\xda\xff\xff" + b"x" * 65535
    body = reply_of(b"\x94\xa5array" + dtype + b"\x90\xc4\x00")
    with pytest.raises(wire.WireError) as caught:
        wire.decode_reply(body)
    assert len(str(caught.value)) < 500


ARRAY = b"\x94\xa5array"
REFUSED_VALUES = {
    "a lone surrogate": b"\xa3\xed\xa0\x80",
    "text that is no UTF-8": b"\xa2\xff\xfe",
    "a negative dimension": ARRAY + b"\xa4bool\x91\xff\xc4\x00",
    "a dimension that no machine has": ARRAY + b"\xa4bool\x91\xcf\x00\x01\x00\x00\x00\x00\x00\x00\xc4\x00",
    "a dimension that is no integer": ARRAY + b"\xa4bool\x91\xcb" + struct.pack(">d", 1.0) + b"\xc4\x00",
    "more dimensions than arrays have": ARRAY + b"\xa4bool\xdc\x00\x21" + b"\x01" * 33 + b"\xc4\x00",
    "a dtype that does not exist": ARRAY + b"\xa6object\x90\xc4\x00",
    "text for bytes": ARRAY + b"\xa4bool\x90\xa1a",
    "a tag that does not exist": b"\x92\xa6pickle\xc4\x00",
    "a tag that is no text": b"\x92\x01\x90",
    "a bare array": b"\x91\x01",
    "a bare dict": b"\x81\xa1a\x01",
    "bare bytes": b"\xc4\x01a",
    "an extension": b"\xd4\x05a",
    "a timestamp": b"\xd6\xff\x00\x00\x00\x01",
    "a dict with a key that is no text": b"\x92\xa4dict\x81\x01\x01",
    "a step below 0": b"\x92\xa3ref\xff",
    "a name that is too long": b"\x92\xa6opaque\xda\x02\x01" + b"x" * 513,
}


@pytest.mark.parametrize("name", REFUSED_VALUES)
def test_a_value_outside_the_vocabulary_is_refused(name):
    assert survives(wire.decode_reply, reply_of(b"\xc0"))
    assert not survives(wire.decode_reply, reply_of(REFUSED_VALUES[name]))
    assert not survives(wire.decode_request, RUN + b"\x91\x91\x91\x92\xa4keep" + REFUSED_VALUES[name])


@pytest.mark.parametrize("value", [1 << 64, -(1 << 63) - 1, "\ud800", "a\udfff", object(), 1j])
def test_what_cannot_be_encoded_is_refused_on_this_side(value):
    with pytest.raises(wire.WireError, match="cannot be encoded"):
        wire.frame(Run(1, (Program((Keep(value),)),)))


def test_a_message_above_the_cap_is_refused_on_this_side():
    array = values.Array("uint8", (wire.MAX_FRAME,), bytes(wire.MAX_FRAME))
    with pytest.raises(wire.WireError, match="more than the 67108864 that one may have"):
        wire.frame(Run(1, (Program((Keep(array),)),)))


def test_values_nested_without_end_are_refused_on_this_side():
    value: values.Value = None
    for _ in range(100_000):
        value = values.List((value,))
    try:
        with pytest.raises(wire.WireError, match="cannot be encoded"):
            wire.frame(Run(1, (Program((Keep(value),)),)))
    finally:
        while isinstance(value, values.List):  # let go of from the outside: the depth is not for the collector
            (value,) = value.items


def test_the_sources_of_a_submission_fit_one_message():
    from grader.submission.take import MAX_FILES, MAX_SOURCES

    files = {f"helper{n}.py": "\N{GREEK SMALL LETTER ALPHA}" * (MAX_SOURCES // MAX_FILES) for n in range(MAX_FILES)}
    load = Load(1, "softmax", files)
    assert wire.decode_request(wire.frame(load)[4:]) == load
