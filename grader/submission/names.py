"""What the names of files may be, wherever they come from. Nothing is ever written under one of them.

A name is judged for what it would do to somebody else: to the file systems of other machines, on which reports and
archives end up, and to whoever reads it in a message.
"""

import re
import unicodedata
from typing import Literal

from msgspec import Struct

MAX_DEPTH = 16  # folders within each other
MAX_NAME = 1024  # characters of a whole name
MAX_PART = 255
SOURCES = (".py", ".ipynb")
PACKED = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")  # what is read
ARCHIVES = (*PACKED, ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".whl", ".egg")

# What tools leave beside a learner's work: no part of it, and no reason to say anything.
LEFTOVERS = frozenset({
    "__macosx", ".ipynb_checkpoints", "__pycache__", ".git", ".hg", ".svn", ".venv", "venv", "site-packages",
    "node_modules", ".idea", ".vscode", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".dlgrade",
})  # fmt: skip
RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³")]
)
JOINERS = "\u200c\u200d"  # several scripts and emoji need them
DRIVE = re.compile(r"[A-Za-z]:")

Decision = Literal["taken", "ignored", "archive", "refused"]


class Ruling(Struct, frozen=True):
    """What is done with a name: `name` is its safe form, or itself if refused; `why` goes on after it."""

    decision: Decision
    name: str
    why: str = ""


def judge(raw: str) -> Ruling:
    """Decide about the name of an entry: with slashes or backslashes, relative to where the submission starts."""
    slashed = raw.replace("\\", "/")
    parts = [part for part in slashed.split("/") if part not in ("", ".")]
    name = unicodedata.normalize("NFC", "/".join(parts))
    last = parts[-1] if parts else ""
    if any(part.casefold() in LEFTOVERS for part in parts[:-1]) or last.startswith("._"):
        return Ruling("ignored", name)
    lower = last.lower()
    if not lower.endswith(SOURCES):
        return Ruling("archive" if lower.endswith(ARCHIVES) else "ignored", name)
    why = _why_not(slashed, parts)
    return Ruling("refused", slashed, why) if why else Ruling("taken", name)


def _why_not(slashed: str, parts: list[str]) -> str:
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") for character in _seen(slashed)):
        return "has characters in its name that cannot be seen: rename it"
    if slashed.startswith("/") or DRIVE.match(slashed):
        return "has an absolute name: pack it with a relative one"
    if ".." in parts:
        return "has a name that leads out of the submission: pack it from the folder that holds it"
    if any(":" in part for part in parts):
        return "has a colon in its name, which Windows does not allow: rename it"
    if any(part.partition(".")[0].rstrip().casefold() in RESERVED for part in parts):
        return "has a name that Windows keeps for devices: rename it"
    if len(parts) > MAX_DEPTH or len(slashed) > MAX_NAME or any(len(part) > MAX_PART for part in parts):
        return f"lies deeper than {MAX_DEPTH} folders, or has too long a name: move or rename it"
    return ""


def _seen(name: str) -> str:
    return name.translate(dict.fromkeys(map(ord, JOINERS)))


def alike(name: str) -> str:
    """The same for names that some file systems do not tell apart."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "/".join(part.rstrip(". ") for part in folded.split("/"))


def shown(name: str) -> str:
    """A name in a message: quoted, and with what cannot be seen written as escapes."""
    return repr(name) if name.isprintable() and len(name) <= MAX_PART else ascii(name[:MAX_PART])
