"""The archive of a whole class, written into a folder of ours.

Only regular files are written, under names of which each part was looked at, into folders that were made here: so
there is no link to follow. What no submission is made of keeps its place and name, and stays empty. Archives in it stay
packed.
"""

import errno
import os
import sys
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct, structs

from grader.intake.errors import IntakeError
from grader.intake.gradescope import MAX_METADATA, METADATA
from grader.intake.listing import is_noise, kind_of, some
from grader.submission.archive import entries_of
from grader.submission.envelope import LINK, SPECIAL, Caps, Entry, EntryError, EnvelopeError, Refusal, open_file
from grader.submission.found import shown_path
from grader.submission.names import DRIVE

# Submissions of one exercise are much alike, and a tar of them is packed as one: the ratio bounds little here.
CLASS = Caps(archive=8 << 30, entries=200_000, total=4 << 30, stream=8 << 30, ratio=10_000)
MAX_FILE = Caps().archive  # bytes: nothing larger would be taken later
MAX_PART = 255  # bytes of a name in a folder
MAX_DEPTH = 64  # folders within each other
TAIL = (1 << 16) + 22 + 76  # bytes in which a zip says how long its list is
ROOM = 512  # bytes of an entry in the list, its name and all
UNWRITABLE = (errno.ENAMETOOLONG, errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.EILSEQ, errno.EINVAL)
AGAIN = "Download it again, or unpack it yourself and name the folder."


class Unpacked(Struct, frozen=True):
    """What became of an archive. `spoiled` says of files that could not be unpacked why; they are left empty."""

    spoiled: dict[str, str]
    notes: tuple[str, ...] = ()


def unpack(archive: Path, folder: Path, caps: Caps = CLASS) -> Unpacked:
    """Unpack an archive into an empty folder.

    Raises:
        IntakeError: it is cut short, or no archive, or asks for too much, or there is no room for it.
    """
    opened = open_file(archive)
    if isinstance(opened, Refusal):
        raise IntakeError(f"{shown_path(archive)} {opened.why}.")
    writer = _Writer(folder, caps)
    with os.fdopen(opened, "rb") as file:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            reading = _with_zips_inside(file, caps) if archive.name.lower().endswith(".zip") else caps
            for entry in entries_of(file, archive.name, reading):
                writer.write(entry)
        except EnvelopeError as error:
            what = str(error).partition(":")[0]  # the rest is for whoever packed it
            raise IntakeError(f"{shown_path(archive)} {what}. {AGAIN}") from None
        except OSError as error:
            raise IntakeError(f"{shown_path(archive)} cannot be unpacked into {folder}: {error.strerror}.") from None
    note = f"Left out of {shown_path(archive)}, since such names cannot be written: {some(writer.left_out)}."
    return Unpacked(writer.spoiled, (note,) if writer.left_out else ())


def parts_of(name: str) -> list[str]:
    """The parts of an entry's name, with slashes or backslashes; none where it leads elsewhere or cannot be written."""
    slashed = name.replace("\\", "/")
    parts = [part for part in slashed.split("/") if part not in ("", ".")]
    if slashed.startswith("/") or DRIVE.match(slashed) or ".." in parts or "\0" in name or len(parts) > MAX_DEPTH:
        return []
    try:
        return parts if all(len(os.fsencode(part)) <= MAX_PART for part in parts) else []
    except UnicodeEncodeError:
        return []


def _with_zips_inside(file: BinaryIO, caps: Caps) -> Caps:
    """Caps for a zip that holds others. A search for entries would count theirs, so its list is asked for its length.

    It is believed here: what a learner writes is in the archive, and not in its list.
    """
    start = max(0, file.seek(0, os.SEEK_END) - TAIL)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b"PK\5\6")  # where zipfile finds it, too
    wide = tail[max(0, at - 76) : max(0, at)]  # the record of an archive beyond 4 GiB, and what leads to it
    size = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if wide[56:60] == b"PK\6\7":
        size = int.from_bytes(wide[40:48], "little")
    if size > caps.entries * ROOM:
        raise EnvelopeError(f"holds more than {caps.entries:,} files")
    return structs.replace(caps, entries=sys.maxsize)


class _Writer:
    """Writes entries below a folder, and nothing twice."""

    def __init__(self, folder: Path, caps: Caps) -> None:
        self.spoiled: dict[str, str] = {}
        self.left_out: list[str] = []
        self._folder = folder
        self._caps = caps
        self._made = {folder}
        self._entries = self._written = 0

    def write(self, entry: Entry) -> None:
        """Write an entry; what cannot be is remembered."""
        self._entries += 1
        if self._entries > self._caps.entries:
            raise EnvelopeError(f"holds more than {self._caps.entries:,} files")
        parts = parts_of(entry.name)
        noisy = next((index for index, part in enumerate(parts) if is_noise(part)), len(parts))
        target = self._folder.joinpath(*parts)
        try:
            self._make(self._folder.joinpath(*parts[: min(noisy, len(parts) - 1)]))
            if parts and noisy == len(parts):
                self._fill(target, entry)
        except FileExistsError:
            if target.is_file():
                self.spoiled[str(target)] = "is in the archive twice: leave only the one that counts"
            else:
                self.left_out.append(entry.name)
        except OSError as error:
            if error.errno not in UNWRITABLE:
                raise
            self.left_out.append(entry.name)
        else:
            self.left_out += [] if parts else [entry.name]

    def _make(self, folder: Path) -> None:
        """Make a folder. One that was there, and not by that name, belongs to somebody whose name looks alike."""
        if folder not in self._made:
            self._make(folder.parent)
            folder.mkdir()
            self._made.add(folder)

    def _fill(self, target: Path, entry: Entry) -> None:
        with target.open("xb") as file:
            try:
                content = _content(entry, target.name)
            except EntryError as error:
                self.spoiled[str(target)] = str(error)
                return
            self._written += len(content)
            if self._written > self._caps.total:
                raise EnvelopeError(f"unpacks to more than {self._caps.total >> 30} GiB")
            file.write(content)


def _content(entry: Entry, name: str) -> bytes:
    if name != METADATA and kind_of(name) == "other":
        return b""
    if entry.kind != "file":
        raise EntryError(LINK if entry.kind == "link" else SPECIAL)
    most = max(MAX_FILE, MAX_METADATA)
    content = entry.read(most + 1)
    if len(content) > most:
        raise EntryError(f"is larger than {most >> 20} MiB: pack only what you wrote")
    return content
