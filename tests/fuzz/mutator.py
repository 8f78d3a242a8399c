"""Changes replies into others that nearly are: it decodes one without a schema, changes a part, and encodes it again.

Random bytes hardly ever get past the schema, so it is this that brings the judge new inputs.
"""

import struct
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any, get_args

import msgspec

from grader.experiment.values import Dtype

Place = tuple[Any, Any]  # a list or dict, and an index or key of it

DOUBLES = (0.0, -0.0, 1.0, 1e-300, 5e-324, 1e308, float("inf"), float("-inf"), float("nan"))
CHUNKS = (
    *(struct.pack("<d", one) for one in DOUBLES),
    b"\x01\0\0\0\0\0\xf0\x7f",  # a signalling NaN
    *(struct.pack("<f", one) for one in (0.0, 1.0, 3e38, float("inf"), float("nan"))),
    b"\x01\0\x80\x7f",
    b"\xff" * 8,
    b"\0" * 8,
)
INTEGERS = (0, 1, 2, 3, -1, 31, 32, 33, 255, 1 << 16, 1 << 31, 1 << 47, (1 << 48) - 1, 1 << 48, 1 << 63, (1 << 64) - 1)
TAGS = ("returned", "done", "raised", "skipped", "array", "list", "tuple", "dict", "ref", "source", "opaque")
TAGS_OF_REPLIES = ("ready", "loaded", "ran")
TEXTS = (
    "", "0", "1[2]", "out", "cpu", "cuda:0", "scalar", "tensor", "strided", "NotImplementedError", "MemoryError",
    "AttributeError", "ValueError", "OutOfMemoryError", "can't allocate memory", "\x1b[2J", "::error::x", "##[group]",
    "\u202e\u2028", "\U0001f600", "=1+1", "<script>", "a\nb", "9" * 600, "x" * 5000,
)  # fmt: skip


def _array(random: Random) -> list[Any]:
    """An array whose bytes may or may not fit."""
    shape = [random.choice((0, 1, 2, 3, 3, 4, 1 << 47)) for _ in range(random.choice((0, 1, 1, 2, 2, 3, 32)))]
    data = random.choice(CHUNKS) * random.choice((0, 1, 2, 3, 4, 6, 12))
    more: list[Any] = ["contiguous", random.choice(("array", "scalar", "tensor")), random.choice(("cpu", "cuda:0"))]
    return ["array", random.choice(get_args(Dtype)), shape, data, *more[: random.randrange(4)]]


def _nested(random: Random) -> Any:
    value: Any = random.choice((None, 1, "x", _array(random)))
    depth = random.choice((1, 2, 5, 30, 40))
    for _ in range(depth):
        items = [value] * (random.choice((1, 2)) if depth <= 5 else 1)  # twofold at each of many levels has no end
        value = random.choice((["list", items], ["tuple", items], ["dict", {"k": value}]))
    return value


def _raised(random: Random) -> list[Any]:
    types = random.choices(TEXTS, k=random.choice((1, 1, 2, 17)))
    lines = [[random.choice(TEXTS)[:500], random.choice(INTEGERS[:6]), "f", "x = 1"]] * random.choice((0, 1, 33))
    return ["raised", types, random.choice(TEXTS), lines, []]


Invention = Callable[[Random], Any]
VALUES: tuple[Invention, ...] = (
    lambda _: None,
    lambda random: random.choice((True, False)),
    lambda random: random.choice(DOUBLES),
    lambda random: random.choice(INTEGERS),
    lambda random: random.choice(TEXTS),
    lambda _: ["opaque", "Tensor"],
    lambda _: ["ref", 0],
    lambda _: ["source", "x = 1", "x"],
    _array,
    _array,
    _nested,
)
OBSERVATIONS: tuple[Invention, ...] = (
    lambda random: ["returned", random.choice(VALUES)(random)],
    lambda random: ["skipped", random.choice(INTEGERS)],
    lambda random: ["done", ["0"] * random.choice((0, 1, 65))],
    _raised,
)
OTHERS: tuple[Invention, ...] = (
    lambda random: random.choice((*TAGS, *get_args(Dtype))),
    lambda random: random.choice(CHUNKS),
    lambda random: [random.choice(TAGS), random.choice(INTEGERS)],
    lambda random: [random.choice(INTEGERS[:4]), "UserWarning", random.choice(TEXTS)],
    lambda _: msgspec.msgpack.Ext(5, b"x"),
)
INVENTED = (*VALUES, *OBSERVATIONS, *OTHERS)


def _fitting(parent: Any, key: Any) -> tuple[Invention, ...]:
    """What may stand at a place by the schema, where that is easily told; else anything."""
    old = parent[key]
    tag = old[0] if isinstance(old, list) and old and isinstance(old[0], str) else ""
    if tag in TAGS[:4]:
        return OBSERVATIONS
    holds_values = isinstance(parent, dict) or (key == 1 and parent[0] == "returned")
    return VALUES if tag in TAGS or holds_values else INVENTED


def mutated(body: bytes, random: Random) -> bytes | None:
    """The document with one to four parts changed; None where it is no document."""
    try:
        document = [msgspec.msgpack.decode(body)]
    except (msgspec.DecodeError, RecursionError, ValueError):
        return None
    for _ in range(random.choice((1, 1, 1, 1, 2, 3))):
        places = _places(document)
        meant = [place for place in places if _is_meant(*place)] if random.random() < 0.7 else []
        _change(*random.choice(meant or places), places, random)
    try:
        return msgspec.msgpack.encode(document[0])
    except (RecursionError, ValueError, OverflowError):
        return None


def _is_meant(parent: Any, key: Any) -> bool:
    """Whether a reply says something at this place, beyond its form: an observation, a value, or bytes."""
    return isinstance(parent[key], bytes) or _fitting(parent, key) is not INVENTED


def _places(document: list[Any]) -> list[Place]:
    """Every place of the document, the whole of it first."""
    places: list[Place] = []
    todo: list[Any] = [document]
    while todo:
        one = todo.pop()
        items = list(one.items()) if isinstance(one, dict) else list(enumerate(one))
        places += [(one, key) for key, _ in items]
        todo += [item for _, item in items if isinstance(item, list | dict)]
    return places


def _change(parent: Any, key: Any, places: list[Place], random: Random) -> None:
    """Change what stands at one place: mostly by a little, sometimes by anything at all."""
    old = parent[key]
    if isinstance(old, bytes) and random.random() < 0.95:
        parent[key] = _bytes(old, random)
        return
    if random.random() < 0.6:
        if isinstance(old, bool | int | float) and old is not True and old is not False:
            parent[key] = random.choice((old + 1, old - 1, -old, old * 2))
            return
        if isinstance(old, list) and old and not isinstance(old[0], str):
            _list(old, random)
            return
        if isinstance(old, str):
            alike = next((one for one in (TAGS_OF_REPLIES, TAGS, get_args(Dtype)) if old in one), TEXTS)
            parent[key] = random.choice(alike)
            return
    if random.random() < 0.15:
        other, at = random.choice(places)
        if isinstance(at, int) and at >= len(other):
            return
        parent[key] = deepcopy(other[at])  # a copy: a document that holds itself has no end
        return
    parent[key] = random.choice(_fitting(parent, key) if random.random() < 0.8 else INVENTED)(random)


def _list(items: list[Any], random: Random) -> None:
    at = random.randrange(len(items))
    match random.randrange(5):
        case 0:
            del items[at]
        case 1:
            items.insert(at, items[at] if not isinstance(items[at], list | dict) else deepcopy(items[at]))
        case 2:
            items.append(random.choice(INVENTED)(random))
        case 3:
            other = random.randrange(len(items))
            items[at], items[other] = items[other], items[at]
        case _:
            items.insert(at, random.choice(INVENTED)(random))


def _bytes(data: bytes, random: Random) -> bytes:
    out = bytearray(data)
    match random.randrange(5):
        case 0 if out:
            out[random.randrange(len(out))] ^= 1 << random.randrange(8)
        case 1 if out:
            chunk = random.choice(CHUNKS)
            at = random.randrange(len(out)) // len(chunk) * len(chunk)
            out[at : at + len(chunk)] = chunk
        case 2:
            out += random.choice(CHUNKS)
        case 3:
            del out[random.randrange(len(out) + 1) :]
        case _:
            out[:] = random.choice(CHUNKS) * random.choice((1, 2, 4, 6))
    return bytes(out)


__all__ = ["mutated"]
