"""What lies in the folder of a class: each entry by its name and kind. Nothing in it is opened, no link followed."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from grader.intake.errors import IntakeError
from grader.learners import Handed, Held
from grader.submission.envelope import LINK, SPECIAL
from grader.submission.found import shown_path
from grader.submission.names import ARCHIVES, LEFTOVERS, SOURCES, shown

NOISE = LEFTOVERS | {"thumbs.db", "desktop.ini"}  # what tools and systems leave beside submissions
TOLD = 3  # names in a note

Kind = Literal["folder", "source", "archive", "other"]


class Thing(Struct, frozen=True):
    """An entry of a folder. `why` goes on after its path where it cannot be graded, whatever is in it."""

    name: str
    path: str
    kind: Kind
    why: str = ""


class Listing(Struct, frozen=True):
    """A folder of a class. `name` is what a person calls it; `things` are in the order of their names."""

    name: str
    path: str
    things: tuple[Thing, ...]

    @property
    def counting(self) -> tuple[Thing, ...]:
        """What could be a submission."""
        return tuple(thing for thing in self.things if thing.kind != "other")


class Gathering(Struct, frozen=True):
    """Who handed in what, as the names tell it, in no order. `passed` are the files of other kinds."""

    handed: tuple[Handed, ...] = ()
    held: tuple[Held, ...] = ()
    notes: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()


def list_folder(path: Path, name: str = "") -> Listing:
    """The entries of a folder that are neither hidden nor left by tools.

    Raises:
        IntakeError: it cannot be listed.
    """
    try:
        with os.scandir(path) as entries:
            things = [_thing(entry) for entry in entries if not is_noise(entry.name)]
    except OSError as error:
        raise IntakeError(f"{shown_path(path)} cannot be read: {error.strerror}.") from None
    return Listing(name or path.resolve().name, str(path), tuple(sorted(things, key=lambda thing: thing.name)))


def is_noise(name: str) -> bool:
    """Whether a name is hidden, or what a tool leaves."""
    return name.startswith(".") or name.casefold() in NOISE


def kind_of(name: str) -> Kind:
    """What a file is by its name."""
    lower = name.lower()
    return "source" if lower.endswith(SOURCES) else "archive" if lower.endswith(ARCHIVES) else "other"


def without_ending(name: str) -> str:
    """The name of a source or an archive without its ending, `dora` for `dora.tar.gz`."""
    fitting = [ending for ending in (*SOURCES, *ARCHIVES) if name.lower().endswith(ending)]
    return name[: -max(map(len, fitting))] if fitting else name


def some(names: Sequence[str], most: int = TOLD) -> str:
    """The first names in a message, and how many more there are."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(shown(name) for name in names[:most]) + more


def is_text(name: str) -> bool:
    """Whether a name can be written down. Bytes that are no UTF-8 come from the system as lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _thing(entry: os.DirEntry[str]) -> Thing:
    kind = kind_of(entry.name)
    try:
        if entry.is_dir(follow_symlinks=False):
            kind = "folder"
        elif kind == "other" and not entry.is_file(follow_symlinks=False):
            kind = "folder"  # a link or a device: perhaps somebody means it for one
        why = "" if kind == "other" else _why_not(entry, kind)
    except OSError as error:
        why = f"cannot be read: {error.strerror}"
    return Thing(_written(entry.name), _written(entry.path), kind, why)


def _why_not(entry: os.DirEntry[str], kind: Kind) -> str:
    if not is_text(entry.name):
        return "has a name that is no UTF-8: rename it"
    if entry.is_symlink():
        return LINK
    if kind != "folder" or not entry.is_dir(follow_symlinks=False):
        if not entry.is_file(follow_symlinks=False):
            return SPECIAL
        return "" if os.access(entry.path, os.R_OK) else "cannot be read: Permission denied"
    return "" if os.access(entry.path, os.R_OK | os.X_OK) else "cannot be read: Permission denied"


def _written(name: str) -> str:
    return name if is_text(name) else os.fsencode(name).decode(errors="backslashreplace")
