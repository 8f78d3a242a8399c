"""Names for files and folders that every file system takes, made of identifiers that anybody may have chosen."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable

LONGEST = 60
DIGITS = 8  # of the digest that tells identifiers apart
_SAFE = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{LONGEST - 1}}}")
_UNSAFE = re.compile(r"[^a-z0-9_]+")

# Windows opens a device under these names, whatever stands behind a dot.
# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)


def _is_safe(identifier: str, taken: Collection[str]) -> bool:
    return _SAFE.fullmatch(identifier) is not None and identifier not in _DEVICES and identifier not in taken


def _made(identifier: str, digits: int) -> str:
    """What can be read of the identifier, and so many digits of its SHA-256."""
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
    plain = unicodedata.normalize("NFKD", identifier).encode("ascii", "ignore").decode("ascii").lower()
    rest = _UNSAFE.sub("-", plain).strip("-_")[: max(0, LONGEST - digits - 1)].strip("-_")
    return f"{rest}-{digest}" if rest else digest


def slugs(identifiers: Iterable[str], reserved: Collection[str] = ()) -> dict[str, str]:
    """A name for each identifier: its own where that is safe, else what can be read of it and a part of its digest.

    The names are unique, at most `LONGEST` of `a-z`, `0-9`, `-` and `_`, none of them in `reserved`, and do not depend
    on the order of the identifiers.
    """
    known = set(identifiers)
    named = {identifier: identifier for identifier in known if _is_safe(identifier, reserved)}
    used = {*reserved, *named}
    for identifier in sorted(known - named.keys()):
        # Somebody may be called what another one's digest makes: then more digits tell them apart.
        lengths = range(DIGITS, LONGEST + 1)
        named[identifier] = next(name for digits in lengths if (name := _made(identifier, digits)) not in used)
        used.add(named[identifier])
    return named
