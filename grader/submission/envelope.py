"""What a submission comes in, read by rules of our own: nothing in it is trusted, followed, executed or unpacked.

entry       one thing in an archive: its name, what it is, and a way to read no more of it than asked      archive, tape
judge       by its name an entry is taken, ignored or refused                                              names
collect     what is taken is read within caps; two names that some machine mixes up are both refused       here

An archive must be listed to be read, and its envelope is kept in memory. A folder is never listed: there may be a
million files in it. Only the names that a submission asks for are looked up.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from msgspec import Struct

from grader.submission.names import alike, judge, shown

MAX_SOURCE = 1 << 20  # bytes of one source
MAX_NOTEBOOK = 16 << 20  # bytes of one notebook: its pictures are in it
MAX_TOLD = 3  # names in a note
PIECE = 1 << 20  # bytes read at a time

Kind = Literal["file", "link", "other"]


class EnvelopeError(Exception):
    """It cannot be read, or asks for more than its share; the message goes on after its name."""


class EntryError(Exception):
    """One entry cannot be read, and the others can; the message goes on after its name."""


class Caps(Struct, frozen=True):
    """What an archive may ask for. `ratio` bounds what each part unpacks to, beyond `unpacked`, the bytes that may."""

    archive: int = 64 << 20  # bytes of the archive itself
    entries: int = 10_000  # of all kinds: an honest archive may hold a repository's history
    total: int = 32 << 20  # bytes of all that is taken
    stream: int = 256 << 20  # bytes of a whole tar, since what is ignored must be unpacked to be passed over
    ratio: int = 200
    unpacked: int = 1 << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in an archive. `read` gives at most so many bytes of it, until the next entry is asked for.

    It raises EntryError where this entry cannot be read, and EnvelopeError where the archive cannot.
    """

    name: str
    kind: Kind
    read: Callable[[int], bytes]


class Refusal(Struct, frozen=True):
    """Why a file that is there is not taken; completes a sentence that starts with its name."""

    why: str


class Envelope(Struct, frozen=True):
    """The sources in an archive by their safe names, in the order of names; what is refused, and why; remarks."""

    files: dict[str, bytes]
    refused: dict[str, str]
    notes: tuple[str, ...] = ()

    def get(self, name: str) -> bytes | Refusal | None:
        """A file; why it is not taken; None where there is none of that name."""
        return Refusal(self.refused[name]) if name in self.refused else self.files.get(name)


class Place(Protocol):
    """Where a submission's files are looked up by their names."""

    def get(self, name: str) -> bytes | Refusal | None:
        """A file; why it is not taken; None where there is none of that name."""


def cap_of(name: str) -> int:
    """How many bytes a file of that name may have."""
    return MAX_NOTEBOOK if name.lower().endswith(".ipynb") else MAX_SOURCE


def too_large(name: str) -> str:
    """The words for a file with more."""
    cap = cap_of(name)
    return f"is larger than {cap >> 20} MiB, so it is hardly the source of one exercise: keep data and pictures out"


def collect(entries: Iterable[Entry], caps: Caps) -> Envelope:
    """Read the sources among the entries.

    Raises:
        EnvelopeError: the archive cannot be read, or asks for more than its share.
    """
    files: dict[str, bytes] = {}
    refused: dict[str, str] = {}
    archives: list[str] = []
    total = 0
    for entry in entries:
        judged = judge(entry.name)
        if judged.decision == "archive" and entry.kind == "file":
            archives.append(judged.name)
        if judged.decision not in ("taken", "refused"):
            continue
        twice = judged.name in files or judged.name in refused
        content = b"" if twice else _content(entry, judged.name, judged.why)
        if twice or isinstance(content, Refusal):
            files.pop(judged.name, None)
            refused[judged.name] = content.why if isinstance(content, Refusal) else "is in it twice: pack it again"
            continue
        total += len(content)
        if total > caps.total:
            raise EnvelopeError(f"holds more than {caps.total >> 20} MiB of sources: pack only what you wrote")
        files[judged.name] = content
    _refuse_alike(files, refused)
    return Envelope(dict(sorted(files.items())), dict(sorted(refused.items())), _on_archives(archives))


def _content(entry: Entry, name: str, why: str) -> bytes | Refusal:
    if why:
        return Refusal(why)
    if entry.kind != "file":
        return Refusal(LINK if entry.kind == "link" else SPECIAL)
    try:
        content = entry.read(cap_of(name) + 1)
    except EntryError as error:
        return Refusal(str(error))
    return Refusal(too_large(name)) if len(content) > cap_of(name) else content


LINK = "is a link, and links are not followed: hand in the file itself"
SPECIAL = "is no regular file"


def _refuse_alike(files: dict[str, bytes], refused: dict[str, str]) -> None:
    """Refuse every two names that differ in what some file systems do not see: who unpacks them finds only one."""
    groups: dict[str, list[str]] = {}
    for name in [*files, *refused]:
        groups.setdefault(alike(name), []).append(name)
    for names in groups.values():
        for name in names if len(names) > 1 else ():
            other = next(one for one in names if one != name)
            files.pop(name, None)
            refused[name] = f"and {shown(other)} have names that some machines do not tell apart: rename one of them"


def _on_archives(names: list[str]) -> tuple[str, ...]:
    if not names:
        return ()
    told = ", ".join(shown(name) for name in sorted(names)[:MAX_TOLD])
    more = f" and {len(names) - MAX_TOLD} more" if len(names) > MAX_TOLD else ""
    return (f"Archives within an archive are not opened: {told}{more}.",)


class Folder:
    """A folder on the disk. Its own path is the user's, and may be a link; no link within it is followed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def get(self, name: str) -> bytes | Refusal | None:
        """A file; why it is not taken; None where there is none of that name."""
        judged = judge(name)
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        *folders, last = name.split("/")
        opened = [-1]
        try:
            opened.append(os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
            for folder in folders:
                if stat.S_ISLNK(os.lstat(folder, dir_fd=opened[-1]).st_mode):
                    return Refusal(f"lies in {shown(folder)}, which {LINK}")
                opened.append(os.open(folder, flags | os.O_DIRECTORY, dir_fd=opened[-1]))
            mode = os.lstat(last, dir_fd=opened[-1]).st_mode
            if stat.S_ISDIR(mode):
                return None
            if judged.why or not stat.S_ISREG(mode):  # to open a device may already do something
                return Refusal(judged.why or (LINK if stat.S_ISLNK(mode) else SPECIAL))
            opened.append(os.open(last, flags, dir_fd=opened[-1]))
            return read_opened(opened[-1], name)
        except (FileNotFoundError, NotADirectoryError, ValueError):  # a name that the system's encoding does not have
            return None
        except OSError as error:
            return None if error.errno == errno.ENAMETOOLONG else Refusal(f"cannot be read: {error.strerror}")
        finally:
            for descriptor in opened[1:]:
                os.close(descriptor)


def open_file(path: Path) -> int | Refusal:
    """A descriptor of the file that the user names, by whatever link it is reached. Never waits for anything."""
    try:
        if not path.is_file():  # to open a device may already do something
            return Refusal(SPECIAL)
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError as error:
        return Refusal(f"cannot be read: {error.strerror}")
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    return Refusal(SPECIAL)


def read_file(path: Path) -> bytes | Refusal:
    """The content of the file that the user names."""
    descriptor = open_file(path)
    if isinstance(descriptor, Refusal):
        return descriptor
    try:
        return read_opened(descriptor, path.name)
    except OSError as error:
        return Refusal(f"cannot be read: {error.strerror}")
    finally:
        os.close(descriptor)


def read_opened(descriptor: int, name: str) -> bytes | Refusal:
    """The content of an open file. What it is and how large it is are asked of what was opened, and not of its name."""
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        return Refusal(SPECIAL)
    content, room = bytearray(), cap_of(name) + 1
    while room > len(content) and (piece := os.read(descriptor, min(PIECE, room - len(content)))):
        content += piece
    return Refusal(too_large(name)) if len(content) == room else bytes(content)
