"""A recording: every example of a suite, drawn once under one seed, with what is expected of it.

A file is a line that names the format, the digest of what follows, and MessagePack. It is keyed by the suite's sources,
the seed and the versions that made it; a file that was cut short, or that another version wrote, is told from a whole
one before anything in it is believed.
"""

import functools
import hashlib
import os
import sys
import tempfile
from pathlib import Path

import msgspec
from msgspec import Struct

from grader import __version__
from grader.experiment.expectation import Example

FORMAT = 1
MAGIC = b"dlgrade recording %d\n" % FORMAT
DIGEST_BYTES = 32
MADE_WITH = ("torch", "hypothesis", "numpy")


class RecordingError(Exception):
    """A recording cannot be used; the message says what to do."""


class RecordedCheck(Struct, frozen=True):
    """One check of a suite: what it claims, what it is worth, and its examples.

    A check that looks at a value before it goes on has no examples; it is `live`. What a `statistical` one sees depends
    on chance.
    """

    name: str
    claim: str
    points: float
    public: bool
    hint: str
    needs: tuple[str, ...]
    examples: tuple[Example, ...]
    live: bool = False
    statistical: bool = False


class Recording(Struct, frozen=True):
    """All checks of one exercise's suite under one seed."""

    exercise: str
    suite_digest: str
    seed: str
    versions: dict[str, str]
    checks: tuple[RecordedCheck, ...]


@functools.cache
def versions() -> dict[str, str]:
    """The versions that a recording depends on, found without importing anything; what is missing is left out."""
    import importlib.metadata  # 10 ms, which the learner's process can start beside

    found = {"dlgrade": __version__, "python": ".".join(map(str, sys.version_info[:3]))}
    for name in MADE_WITH:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def suite_digest(folder: Path, kit: Path) -> str:
    """The digest of a suite's sources and of the kit that interprets them."""
    digest = hashlib.sha256(b"dlgrade suite %d" % FORMAT)
    for root in (folder, kit):
        for path in sorted(root.rglob("*.py")):
            data = path.read_bytes()
            digest.update(f"{path.relative_to(root).as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def file_name(exercise: str, digest: str, seed: str) -> str:
    """The name of a recording's file. The seed is a secret and is only hashed into it."""
    key = hashlib.sha256(f"{digest}\n{seed}".encode()).hexdigest()[:20]
    return f"{exercise}-{key}.dlrec"


def save(recording: Recording, path: Path) -> str:
    """Write the recording, all of it or nothing, and return its digest."""
    body = msgspec.msgpack.encode(recording)
    digest = hashlib.sha256(body).digest()
    write_whole(path, MAGIC + digest + body)
    return digest.hex()


def write_whole(path: Path, data: bytes, *, shared: bool = False) -> None:
    """Write a file, all of it or nothing; what was there before stays until all of it is written.

    Only we may read it; if it is `shared`, whoever may read what we usually write.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        if shared:
            Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException as error:
        Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)  # a failed write does not know its file
        raise


def _umask() -> int:
    """Which permissions new files do not get; it can only be asked by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def load(path: Path) -> tuple[Recording, str]:
    """The recording in a file, and its digest.

    Raises:
        RecordingError: the file is cut short or altered, or another version of the program wrote it.
        OSError: it cannot be read.
    """
    return read(path.read_bytes(), path)


def read(data: bytes, path: Path) -> tuple[Recording, str]:
    """The recording that is the content of the file `path`, and its digest; raises RecordingError."""
    if not data.startswith(MAGIC):
        raise RecordingError(f"{path} was not written by this version of dlgrade: run `dlgrade record` again.")
    digest, body = data[len(MAGIC) : len(MAGIC) + DIGEST_BYTES], data[len(MAGIC) + DIGEST_BYTES :]
    if hashlib.sha256(body).digest() != digest:
        raise RecordingError(f"{path} is cut short or was altered: delete it, or run `dlgrade record` again.")
    try:
        return msgspec.msgpack.decode(body, type=Recording), digest.hex()
    except msgspec.DecodeError as error:
        raise RecordingError(f"{path} cannot be read ({error}): run `dlgrade record` again.") from None
