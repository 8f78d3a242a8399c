"""Packs submissions as learners do, and as they should not."""

import io
import json
import tarfile
import zipfile
from pathlib import Path

from grader.submission.archive import open_archive
from grader.submission.envelope import Caps, Envelope

KINDS = ("zip", "tar", "tar.gz", "tar.bz2", "tar.xz")


def zipped(path: Path, *files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A zip archive; a file is a name, or its whole header, and the content."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return path


def taped(path: Path, *files: tuple[str | tarfile.TarInfo, bytes], form: int = tarfile.PAX_FORMAT) -> Path:
    """A tar archive, compressed as its name says."""
    method = {"gz": "w:gz", "tgz": "w:gz", "bz2": "w:bz2", "xz": "w:xz"}.get(path.name.rpartition(".")[2], "w")
    with tarfile.open(path, method, format=form) as archive:  # type: ignore[call-overload]
        for name, content in files:
            info = tarfile.TarInfo(name) if isinstance(name, str) else name
            if info.isreg():
                info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def packed(folder: Path, kind: str, *files: tuple[str, bytes]) -> Path:
    """An archive of a kind."""
    path = folder / f"submission.{kind}"
    return zipped(path, *files) if kind == "zip" else taped(path, *files)


def tar_member(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    """The header of something that is no regular file."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def opened(path: Path, **caps: int) -> Envelope:
    """What is in an archive, under other caps than usual."""
    return open_archive(path, Caps(**caps))


def notebook(*cells: str | dict[str, object], **others: object) -> bytes:
    """A notebook; a cell that is text is a code cell."""
    whole = [{"cell_type": "code", "source": one} if isinstance(one, str) else one for one in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": whole} | others).encode()
