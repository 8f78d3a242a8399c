"""Entries of a tar archive, plain or compressed, read once from its start to its end.

`tarfile` is used for single headers only. Its own reader takes an extended header of any size into memory, searches it
in quadratic time (CVE-2024-6232, in Python 3.11 before 3.11.10), and lets xz choose how much memory it wants.
"""

import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from grader.submission.envelope import Caps, Entry, EntryError, EnvelopeError, Kind

BLOCK = 512
PIECE = 1 << 16
MAX_EXTENDED = 1 << 16  # bytes of a header that carries a long name
MAX_PARTS = 10_000  # compressed parts after each other, each of which may be empty
MAX_DICTIONARY = 128 << 20  # bytes of memory for xz; its strongest preset needs 65 MiB
BROKEN = "is no whole archive: pack it again"
LONG_NAME, LONG_LINK, OF_NEXT, OF_NEXT_SUN, OF_ALL = b"L", b"K", b"x", b"X", b"g"
LINKS = (tarfile.LNKTYPE, tarfile.SYMTYPE)
PLAIN = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE)


class Decompressor(Protocol):
    """What zlib, bz2 and lzma have in common, as bz2 has it."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """No more than so many bytes of what the data unpack to; what is left over is kept."""

    @property
    def eof(self) -> bool:
        """Whether this part is at its end."""

    @property
    def unused_data(self) -> bytes:
        """What came after the end."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing is left over."""


class _Gzip:
    """zlib's decompressor, made to keep what is left over."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._zlib.unconsumed_tail

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)


def _decompressor(start: bytes) -> Callable[[], Decompressor] | None:
    """What unpacks a file that starts so; None where nothing needs to."""
    if start.startswith(b"\x1f\x8b"):
        return _Gzip
    if start.startswith(b"BZh"):
        import bz2

        return bz2.BZ2Decompressor
    if start.startswith(b"\xfd7zXZ\0"):
        return lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MAX_DICTIONARY)
    return None


class Stream:
    """The bytes of a tar archive, unpacked as they are read, and never more of them than the caps allow."""

    def __init__(self, file: BinaryIO, caps: Caps) -> None:
        self._file = file
        self._caps = caps
        self._make = _decompressor(file.read(6))
        self._unpacker = self._make() if self._make else None
        self._buffer = b""
        self._packed = 0
        self._parts = 1
        self._unpacked = 0
        file.seek(0)

    def read(self, size: int) -> bytes:
        """That many bytes, or fewer where the archive ends."""
        parts: list[bytes] = []
        while size > 0:
            if not self._buffer:
                self._buffer = self._more()
            if not self._buffer:
                break
            part, self._buffer = self._buffer[:size], self._buffer[size:]
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def skip(self, size: int) -> None:
        """Pass over that many bytes.

        Raises:
            EnvelopeError: there are not so many.
        """
        while size > 0:
            part = self.read(min(size, PIECE))
            if not part:
                raise EnvelopeError(BROKEN)
            size -= len(part)

    def _more(self) -> bytes:
        piece = self._unpack()
        self._unpacked += len(piece)
        if self._unpacked > self._caps.stream:
            raise EnvelopeError(f"unpacks to more than {self._caps.stream >> 20} MiB: pack only what you wrote")
        if self._unpacker and self._unpacked > (1 << 20) + self._caps.ratio * self._packed:
            raise EnvelopeError(f"unpacks to more than {self._caps.ratio} times its size: pack only what you wrote")
        return piece

    def _unpack(self) -> bytes:
        if self._unpacker is None or self._make is None:
            return self._file.read(PIECE)
        while True:
            left = b""
            if self._unpacker.eof:  # another part may follow, as after `cat a.gz b.gz`
                left = self._unpacker.unused_data.lstrip(b"\0") or self._packed_piece().lstrip(b"\0")
                if not left:
                    return b""
                self._unpacker = self._make()
                self._parts += 1
            elif self._unpacker.needs_input:
                left = self._packed_piece()
                if not left:
                    raise EnvelopeError(BROKEN)
            if self._parts > MAX_PARTS:
                raise EnvelopeError(BROKEN)
            try:
                piece = self._unpacker.decompress(left, PIECE)
            except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, MemoryError):
                raise EnvelopeError(BROKEN) from None
            if piece:
                return piece

    def _packed_piece(self) -> bytes:
        piece = self._file.read(PIECE)
        self._packed += len(piece)
        return piece


def tar_entries(file: BinaryIO, caps: Caps) -> Iterator[Entry]:
    """The entries of a tar archive, in its own order; folders are none.

    Raises:
        EnvelopeError: it cannot be read, or asks for more than its share.
    """
    stream = Stream(file, caps)
    long_name, sparse, size = "", False, -1  # what extended headers say of the next entry
    for _ in range(caps.entries):
        info = _header(stream)
        if info is None:
            return
        if info.type in (LONG_NAME, LONG_LINK, OF_NEXT, OF_NEXT_SUN, OF_ALL):
            text = _extended(stream, info.size)
            if info.type == LONG_NAME:
                long_name = text.partition(b"\0")[0].decode(errors="surrogateescape")
            elif info.type in (OF_NEXT, OF_NEXT_SUN):
                records = _records(text)
                long_name = records.get("path", long_name)
                sparse = any(key.startswith("GNU.sparse.") for key in records)
                size = _number(records.get("size", ""))
            continue
        if size >= 0:
            info.size = size
        sparse = sparse or info.type == tarfile.GNUTYPE_SPARSE
        name = long_name or info.name
        length = info.size if info.isreg() or info.type not in tarfile.SUPPORTED_TYPES else 0
        rest = length + -length % BLOCK
        if not info.isdir() and not name.endswith("/"):
            content = _Content(stream, length)
            yield Entry(name, _kind(info), _refuse_sparse if sparse else content.read)
            rest -= content.taken
        stream.skip(rest)
        long_name, sparse, size = "", False, -1
    raise EnvelopeError(f"holds more than {caps.entries:,} files: pack only what you wrote")


class _Content:
    """The content of one entry, of which `taken` bytes were read."""

    def __init__(self, stream: Stream, length: int) -> None:
        self._stream = stream
        self._length = length
        self.taken = 0

    def read(self, most: int) -> bytes:
        wanted = min(most, self._length - self.taken)
        content = self._stream.read(wanted)
        self.taken += len(content)
        if len(content) < wanted:
            raise EnvelopeError(BROKEN)
        return content


def _header(stream: Stream) -> tarfile.TarInfo | None:
    """The next header, with the blocks that belong to it read; None at the end of the archive."""
    block = stream.read(BLOCK)
    if block == bytes(BLOCK):
        return None
    try:
        info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError, OverflowError):
        raise EnvelopeError(BROKEN) from None
    if info.size < 0:
        raise EnvelopeError(BROKEN)
    goes_on = info.type == tarfile.GNUTYPE_SPARSE and block[482]
    while goes_on:  # the map of a sparse file
        block = stream.read(BLOCK)
        if len(block) < BLOCK:
            raise EnvelopeError(BROKEN)
        goes_on = block[504]
    return info


def _extended(stream: Stream, size: int) -> bytes:
    if size > MAX_EXTENDED:
        raise EnvelopeError("holds a header that is far too long: pack it again")
    text = stream.read(size + -size % BLOCK)
    if len(text) < size:
        raise EnvelopeError(BROKEN)
    return text[:size]


def _records(text: bytes) -> dict[str, str]:
    """The records of an extended header, each of them `length key=value` and the end of a line."""
    records: dict[str, str] = {}
    while text.strip(b"\0"):
        digits, space, _ = text[:20].partition(b" ")
        length = _number(digits.decode("latin-1"))
        if not space or length <= len(digits) + 1 or length > len(text):
            raise EnvelopeError(BROKEN)
        key, _, value = text[len(digits) + 1 : length - 1].partition(b"=")
        records[key.decode(errors="surrogateescape")] = value.decode(errors="surrogateescape")
        text = text[length:]
    return records


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1


def _refuse_sparse(_: int) -> bytes:
    raise EntryError("is sparse: pack it again, without --sparse")


def _kind(info: tarfile.TarInfo) -> Kind:
    if info.type in LINKS:
        return "link"
    return "file" if info.type in (*PLAIN, tarfile.GNUTYPE_SPARSE) else "other"
