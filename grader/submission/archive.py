"""Entries of a zip archive, and which reader an archive needs.

What the headers say of sizes is believed only where it refuses something. `zipfile` builds its whole list before it
hands out anything, so the entries are counted first, by the signature that each of them must have.
"""

import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from grader.submission.envelope import (
    Caps,
    Entry,
    EntryError,
    Envelope,
    EnvelopeError,
    Kind,
    Refusal,
    collect,
    open_file,
)  # fmt: skip
from grader.submission.tape import tar_entries

ENTRY = b"PK\x01\x02"  # the signature of an entry in the list
LOCAL = 30  # bytes in front of each content, but for the name
LINK, REGULAR, ANY = 0o120000, 0o100000, 0o170000  # kinds of files, as Unix puts them into an entry
ENCRYPTED = 0x1
PIECE = 1 << 20
BROKEN = "is no whole archive: pack it again"

# What zipfile raises on archives that are not whole, besides its own.
FAILURES = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
    LookupError, OverflowError, MemoryError,
)  # fmt: skip


def open_archive(path: Path, caps: Caps | None = None) -> Envelope:
    """The sources in an archive.

    Raises:
        EnvelopeError: it cannot be read, or asks for more than its share.
    """
    caps = caps or Caps()
    opened = open_file(path)
    if isinstance(opened, Refusal):
        raise EnvelopeError(opened.why)
    with os.fdopen(opened, "rb") as file:
        try:
            return collect(entries_of(file, path.name, caps), caps)
        except OSError as error:
            raise EnvelopeError(f"cannot be read: {error.strerror or error}") from None


def entries_of(file: BinaryIO, name: str, caps: Caps) -> Iterator[Entry]:
    """The entries of an archive, in its own order; folders are none.

    Raises:
        EnvelopeError: it cannot be read, or asks for more than its share.
    """
    size = file.seek(0, 2)
    file.seek(0)
    if size > caps.archive:
        raise EnvelopeError(f"is larger than {caps.archive >> 20} MiB: pack only what you wrote")
    return _zip_entries(file, caps) if name.lower().endswith(".zip") else tar_entries(file, caps)


def _zip_entries(file: BinaryIO, caps: Caps) -> Iterator[Entry]:
    if _signatures(file, caps.entries) > caps.entries:
        raise EnvelopeError(f"holds more than {caps.entries:,} files: pack only what you wrote")
    try:
        archive = zipfile.ZipFile(file)
    except FAILURES:
        raise EnvelopeError(BROKEN) from None
    with archive:
        infos = archive.infolist()
        _refuse_overlaps(infos)
        for info in infos:
            if not info.orig_filename.endswith("/"):  # `is_dir` fails where there is no name at all
                yield Entry(info.orig_filename, _kind(info), _reader(archive, info, caps))


def _signatures(file: BinaryIO, most: int) -> int:
    """How many entries there can be; a little more than `most` where there are more."""
    found, tail = 0, b""
    while found <= most and (piece := file.read(PIECE)):
        found += (tail + piece).count(ENTRY)
        tail = piece[-3:]  # too short to hold one that was counted
    file.seek(0)
    return found


def _refuse_overlaps(infos: list[zipfile.ZipInfo]) -> None:
    """No two entries share bytes: one part would be unpacked once for each that claims it."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise EnvelopeError("holds entries that overlap: pack it again")
        end = info.header_offset + LOCAL + info.compress_size


def _kind(info: zipfile.ZipInfo) -> Kind:
    kind = (info.external_attr >> 16) & ANY
    if kind == LINK:
        return "link"
    return "file" if kind in (0, REGULAR) else "other"  # systems other than Unix put nothing there


def _reader(archive: zipfile.ZipFile, info: zipfile.ZipInfo, caps: Caps) -> Callable[[int], bytes]:
    def read(most: int) -> bytes:
        if info.flag_bits & ENCRYPTED:
            raise EntryError("is encrypted: pack it without a password")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # others unpack with no bound at all
            raise EntryError("is packed in a way that is not read: make an ordinary zip archive")
        try:
            with archive.open(info) as opened:
                content = opened.read(most)
        except FAILURES:
            raise EntryError("is damaged: pack it again") from None
        if len(content) > caps.unpacked + caps.ratio * info.compress_size:
            raise EntryError(f"unpacks to more than {caps.ratio} times its size, as no source does")
        return content

    return read
