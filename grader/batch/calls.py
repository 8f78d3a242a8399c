"""What a pool and its workers say to each other: a function to call, and what came of it."""

import msgspec
from msgspec import Struct


class Request(Struct, frozen=True, array_like=True):
    """Call a function, `module:name`, with arguments that its annotations tell how to decode."""

    function: str
    arguments: tuple[msgspec.Raw, ...]


class Done(Struct, frozen=True, array_like=True, tag="done"):
    """What the function returned."""

    value: msgspec.Raw


class Failed(Struct, frozen=True, array_like=True, tag="failed"):
    """What the function raised, and where in our own code."""

    kind: str
    message: str
    where: str


Reply = Done | Failed
