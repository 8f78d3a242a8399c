"""The closed vocabulary of values that may cross the boundary, in either direction.

A value is None, a bool, an int that fits 64 bits, a float, a string, an array, a list, a tuple, a dict with string
keys, a reference to an earlier step, source text for an object to be made on the other side, or an opaque mark for an
object that stays there. There is no way to spell anything else: no pickle, no code but `Source`, which travels towards
the learner only.
"""

import math
from typing import Annotated, Literal

from msgspec import Meta, Struct

MAX_DIMENSIONS = 32  # as NumPy 1; PyTorch stops at 64, and no exercise comes near
MAX_ITEMS = 1 << 16  # items of one list, tuple, dict or program
MAX_EXTENT = 1 << 63  # bytes that the sides of an array other than those of length 0 may span

Dtype = Literal[
    "bool", "uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64",
    "float16", "bfloat16", "float32", "float64", "complex64", "complex128",
]  # fmt: skip

ITEMSIZE: dict[str, int] = {
    "bool": 1, "uint8": 1, "uint16": 2, "uint32": 4, "uint64": 8, "int8": 1, "int16": 2, "int32": 4, "int64": 8,
    "float16": 2, "bfloat16": 2, "float32": 4, "float64": 8, "complex64": 8, "complex128": 16,
}  # fmt: skip

Layout = Literal["contiguous", "strided", "transposed", "readonly"]
Container = Literal["array", "scalar", "tensor"]

Name = Annotated[str, Meta(max_length=512)]
Size = Annotated[int, Meta(ge=0, lt=1 << 48)]


class Array(Struct, frozen=True, array_like=True, tag="array"):
    """An array as dtype, shape and bytes (C order, little endian).

    `layout` says how the other side should lay it out in memory when it is an argument; `container` says what held
    it when it is a result: a NumPy array, a NumPy scalar, or a PyTorch tensor on `device`.
    """

    dtype: Dtype
    shape: Annotated[tuple[Size, ...], Meta(max_length=MAX_DIMENSIONS)]
    data: bytes
    layout: Layout = "contiguous"
    container: Container = "array"
    device: Annotated[str, Meta(max_length=32)] = "cpu"

    @property
    def size(self) -> int:
        """How many entries the shape announces."""
        return math.prod(self.shape)

    @property
    def is_whole(self) -> bool:
        """Whether there are exactly as many bytes as dtype and shape announce, and an array of such a shape can be."""
        if self.size * ITEMSIZE[self.dtype] != len(self.data):
            return False
        # An empty array may have sides of any length, but NumPy makes none whose other sides exceed an address space.
        return bool(self.data) or math.prod(filter(None, self.shape)) * ITEMSIZE[self.dtype] < MAX_EXTENT


class List(Struct, frozen=True, array_like=True, tag="list"):
    """A list of values."""

    items: Annotated[tuple["Value", ...], Meta(max_length=MAX_ITEMS)]


class Tuple(Struct, frozen=True, array_like=True, tag="tuple"):
    """A tuple of values."""

    items: Annotated[tuple["Value", ...], Meta(max_length=MAX_ITEMS)]


class Dict(Struct, frozen=True, array_like=True, tag="dict"):
    """A dict with string keys."""

    items: Annotated[dict[str, "Value"], Meta(max_length=MAX_ITEMS)]


class Ref(Struct, frozen=True, array_like=True, tag="ref"):
    """The object that an earlier step of the same program gave."""

    step: Size


class Source(Struct, frozen=True, array_like=True, tag="source"):
    """Python source that is executed on the learner's side; the value is what it binds to `name`.

    It is how a function is handed *to* a learner's code (a loss to differentiate, a model to train). `np` is bound in
    both flavours, `torch` in the PyTorch flavour; `array` turns a nested list into the flavour's array, and
    `generator` a seed into its generator of random numbers.
    """

    code: str
    name: Name


class Opaque(Struct, frozen=True, array_like=True, tag="opaque"):
    """An object that cannot cross, and stays where it is: only the name of its type is told."""

    typename: Name


Value = None | bool | int | float | str | Array | List | Tuple | Dict | Ref | Source | Opaque
