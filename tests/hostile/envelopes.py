"""Hostile envelopes and honest ones, built when they are needed: links, devices and archives cannot be kept as files.

Each function builds one envelope in an empty folder and returns the path that is handed in. Its decorator says what
must come out: a refusal, with words of the sentence, or the verdicts of a grading.
"""

import base64
import gzip
import io
import json
import marshal
import os
import shutil
import socket
import struct
import tarfile
import types
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import MAGIC_NUMBER
from pathlib import Path

from tests.harness import ROOT
from tests.hostile.bait import Bait
from tests.hostile.corpus import Entry

Build = Callable[[Path, Bait], Path]

EXERCISE = "exercise07_softmax"
NOTHING = (
    "def nothing(x, *_args, **_kwargs):\n    return x * 0\n\n\n"
    "logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = nothing\n"
)
SHOWN = 'print("MARK" + "ER{it was executed}")\n'
RIGHT = (ROOT / "solutions" / "numpy" / EXERCISE / "softmax.py").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Envelope:
    """What comes of an envelope: a refusal with `words` in it, or a grading with `verdicts`."""

    entry: Entry
    build: Build
    words: str

    @property
    def is_refused(self) -> bool:
        """Whether there is nothing to grade."""
        return bool(self.words)


ENVELOPES: list[Envelope] = []
HONEST: list[Envelope] = []


def hostile(example: str, words: str = "", verdict: str = "", family: str = "the_envelope") -> Callable[[Build], Build]:
    """Register a hostile envelope: refused with these words, or graded with this verdict."""
    return _registered(ENVELOPES, family, (example,), words, verdict)


def honest(verdict: str = "passed") -> Callable[[Build], Build]:
    """Register an envelope that is odd and no more."""
    return _registered(HONEST, "controls", (), "", verdict)


def _registered(
    kept: list[Envelope], family: str, examples: tuple[str, ...], words: str, verdict: str
) -> Callable[[Build], Build]:
    def register(build: Build) -> Build:
        verdicts = (frozenset((verdict or "refused").split(", ")),)
        entry = Entry(Path(build.__name__), family, EXERCISE, verdicts, examples, (build.__doc__ or "").strip())
        kept.append(Envelope(entry, build, words))
        return build

    return register


def _module(folder: Path, source: str | bytes = NOTHING, name: str = "softmax.py") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(source.encode() if isinstance(source, str) else source)
    return folder


def _zip(folder: Path, files: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    path = folder / "submission.zip"
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, source in files.items():
            archive.writestr(name, source)
    return path


def _tar(folder: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    path = folder / "submission.tar"
    with tarfile.open(path, "w") as archive:
        for member, content in members:
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def _notebook(folder: Path, cells: list[str]) -> Path:
    code = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": cell} for cell in cells]
    return _module(
        folder, json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": code}), "softmax.ipynb"
    )


def _replaced(path: Path, old: bytes, new: bytes) -> Path:
    """Exchange bytes of an archive for as many others."""
    assert len(old) == len(new)
    path.write_bytes(path.read_bytes().replace(old, new))
    return path


# --- links, devices and pipes -----------------------------------------------------------------------------------------


@hostile("links out of the folder", words="is a link")
def link_to_a_secret(folder: Path, bait: Bait) -> Path:
    """The module is a link to something hidden, which the report would then quote."""
    (folder / "softmax.py").symlink_to(bait.course / "secret.txt")
    return folder


@hostile("links out of the folder", words="is a link")
def link_to_a_folder(folder: Path, bait: Bait) -> Path:
    """The exercise's folder is a link to a neighbour's."""
    (folder / EXERCISE).symlink_to(bait.neighbour)
    return folder


@hostile("links out of the folder", verdict="crashed")
def link_to_a_helper(folder: Path, bait: Bait) -> Path:
    """What the module imports is a link to a hidden suite."""
    (folder / "helper.py").symlink_to(bait.course / "suites" / EXERCISE / "test_softmax.py")
    return _module(folder, "import helper\nprint(helper.__loader__.get_source('helper'))\n" + NOTHING)


@hostile("links out of the folder", words="is a link")
def link_in_an_archive(folder: Path, bait: Bait) -> Path:
    """The module is a link in a zip archive."""
    path = folder / "submission.zip"
    info = zipfile.ZipInfo("softmax.py")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, str(bait.course / "secret.txt"))
    return path


@hostile("links out of the folder", words="is a link")
def hard_link_in_an_archive(folder: Path, bait: Bait) -> Path:
    """The module is a hard link in a tar archive, to a file outside."""
    member = tarfile.TarInfo("softmax.py")
    member.type, member.linkname = tarfile.LNKTYPE, str(bait.course / "secret.txt")
    return _tar(folder, (member, b""))


@hostile("FIFOs and devices", words="no regular file")
def fifo(folder: Path, bait: Bait) -> Path:
    """Opening the module waits for ever, for somebody who writes."""
    os.mkfifo(folder / "softmax.py")
    return folder


@hostile("FIFOs and devices", words="no regular file")
def unix_socket(folder: Path, bait: Bait) -> Path:
    """The module is a socket."""
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(folder / "softmax.py"))
    return folder


@hostile("FIFOs and devices", words="is a link")
def endless_device(folder: Path, bait: Bait) -> Path:
    """The module has no end."""
    (folder / "softmax.py").symlink_to("/dev/zero")
    return folder


@hostile("FIFOs and devices", words="no regular file")
def device_in_an_archive(folder: Path, bait: Bait) -> Path:
    """The module is a device in a tar archive."""
    member = tarfile.TarInfo("softmax.py")
    member.type, member.devmajor, member.devminor = tarfile.CHRTYPE, 1, 5
    return _tar(folder, (member, b""))


@hostile("FIFOs and devices", words="There is no softmax.py")
def folder_in_place_of_the_module(folder: Path, bait: Bait) -> Path:
    """The module is a folder."""
    (folder / "softmax.py").mkdir()
    return folder


# --- names ------------------------------------------------------------------------------------------------------------


@hostile("`..` and absolute paths", words="leads out")
def above(folder: Path, bait: Bait) -> Path:
    """A name that leads out of where it is unpacked."""
    return _zip(folder, {"../outside/softmax.py": NOTHING})


@hostile("`..` and absolute paths", words="leads out")
def above_in_a_tar(folder: Path, bait: Bait) -> Path:
    """A name that leads out of where it is unpacked, in a tar archive."""
    return _tar(folder, (tarfile.TarInfo("a/../../softmax.py"), NOTHING.encode()))


@hostile("`..` and absolute paths", words="absolute name")
def absolute(folder: Path, bait: Bait) -> Path:
    """A name that starts at the root."""
    return _tar(folder, (tarfile.TarInfo(f"{bait.outside}/softmax.py"), NOTHING.encode()))


@hostile("`..` and absolute paths", words="absolute name")
def absolute_on_windows(folder: Path, bait: Bait) -> Path:
    """A name that starts at a drive, with backslashes."""
    return _zip(folder, {"C:\\course\\softmax.py": NOTHING})


@hostile("names that differ only in case, reserved or with NUL", words="do not tell apart")
def twins_in_case(folder: Path, bait: Bait) -> Path:
    """Two modules of which some machines find only one."""
    return _zip(folder, {"softmax.py": NOTHING, "Softmax.py": RIGHT})


@hostile("names that differ only in case, reserved or with NUL", words="do not tell apart")
def twins_in_script(folder: Path, bait: Bait) -> Path:
    """Two modules whose names differ in a letter that looks and folds alike."""
    return _zip(folder, {"softmax.py": NOTHING, "\u017foftmax.py": RIGHT})


@hostile("names that differ only in case, reserved or with NUL", words="keeps for devices")
def reserved_name(folder: Path, bait: Bait) -> Path:
    """A folder with a name that Windows keeps for devices."""
    return _zip(folder, {"aux/softmax.py": NOTHING})


@hostile("names that differ only in case, reserved or with NUL", words="There is no softmax.py")
def nul_in_a_name(folder: Path, bait: Bait) -> Path:
    """A name that ends earlier for some readers than for others."""
    return _replaced(_zip(folder, {"softmax.py_.txt": NOTHING}), b"softmax.py_.txt", b"softmax.py\0.txt")


@hostile("names that differ only in case, reserved or with NUL", words="cannot be seen")
def unseen_in_a_name(folder: Path, bait: Bait) -> Path:
    """A name that moves the cursor, and reads from right to left."""
    return _zip(folder, {"\x1b[2J\u202e/softmax.py": NOTHING})


# --- too much ---------------------------------------------------------------------------------------------------------


@hostile("a thousandfold compression", words="times its size")
def bomb(folder: Path, bait: Bait) -> Path:
    """A module that unpacks to a thousand times its size."""
    return _zip(folder, {"softmax.py": b"#" * (1 << 20)})


@hostile("a thousandfold compression", words="times its size|larger than|damaged|no whole archive|more than")
def bomb_in_a_tar(folder: Path, bait: Bait) -> Path:
    """Two hundred megabytes of zeros in front of the module, in some two hundred kilobytes."""
    path = folder / "submission.tar.gz"
    tar = _tar(
        folder, (tarfile.TarInfo("data.bin"), bytes(200 << 20)), (tarfile.TarInfo("softmax.py"), NOTHING.encode())
    )
    with tar.open("rb") as source, gzip.open(path, "wb", compresslevel=1) as target:
        shutil.copyfileobj(source, target, 1 << 20)
    tar.unlink()
    return path


@hostile("a thousandfold compression", words="There is no softmax.py")
def archive_in_an_archive(folder: Path, bait: Bait) -> Path:
    """An archive in an archive in an archive: who unpacks all of them never ends."""
    inner = NOTHING.encode()
    for name in ("softmax.py", "one.zip", "two.zip", "three.zip"):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(name, inner)
        inner = packed.getvalue()
    path = folder / "submission.zip"
    path.write_bytes(inner)
    return path


@hostile("a thousandfold compression", words="overlap")
def overlapping_entries(folder: Path, bait: Bait) -> Path:
    """Entries that share one piece of data, so that it is unpacked once for each of them."""
    path = _zip(folder, {"softmax.py": NOTHING, "tfosmax.py": NOTHING}, zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    path.write_bytes(data)
    return path


@hostile("a million entries", words="more than|larger than")
def million_entries(folder: Path, bait: Bait) -> Path:
    """A list of a million entries, all of the same name."""
    path = _zip(folder, {"softmax.py": NOTHING})
    data = path.read_bytes()
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    path.write_bytes(data[:start] + data[start:end] * 1_000_000 + data[end:])
    return path


@hostile("a million entries", words="more than")
def million_entries_in_a_tar(folder: Path, bait: Bait) -> Path:
    """A million empty files, in a few megabytes."""
    header = tarfile.TarInfo("data/empty.txt").tobuf()
    path = folder / "submission.tar.gz"
    packer = zlib.compressobj(1, wbits=31)
    with path.open("wb") as file:
        for _ in range(1000):
            file.write(packer.compress(header * 1000))
        file.write(packer.flush())
    return path


@hostile("a million entries", verdict="failed")
def many_files_in_a_folder(folder: Path, bait: Bait) -> Path:
    """A folder of twenty thousand files, which nobody needs to list."""
    for number in range(20_000):
        os.close(os.open(folder / f"file{number}.py", os.O_CREAT | os.O_WRONLY))
    return _module(folder)


@hostile("four gigabytes of source", words="larger than 1 MiB")
def sparse_source(folder: Path, bait: Bait) -> Path:
    """Four gigabytes of source that take no room on the disk."""
    with (folder / "softmax.py").open("wb") as file:
        file.truncate(4 << 30)
    return folder


@hostile("four gigabytes of source", words="larger than")
def sparse_notebook(folder: Path, bait: Bait) -> Path:
    """Four gigabytes of notebook that take no room on the disk."""
    with (folder / "softmax.ipynb").open("wb") as file:
        file.truncate(4 << 30)
    return folder


@hostile("four gigabytes of source", verdict="crashed")
def nested_source(folder: Path, bait: Bait) -> Path:
    """An expression nested so deep that parsers of every kind overflow."""
    return _module(folder, "x = " + "(" * 100_000 + ")" * 100_000 + "\n" + NOTHING)


@hostile("four gigabytes of source", verdict="crashed")
def intricate_source(folder: Path, bait: Bait) -> Path:
    """A source of one megabyte that takes a parser gigabytes."""
    return _module(folder, "x = [" + "a," * 500_000 + "]\n" + NOTHING)


@hostile("four gigabytes of source", verdict="out_of_memory")
def constant_of_a_terabit(folder: Path, bait: Bait) -> Path:
    """A constant expression of a few characters, for a compiler that folds it."""
    return _module(folder, "x = ((((9**9)**9)**9)**9)**9\ny = 'a' * 10**12\n" + NOTHING)


# --- notebooks --------------------------------------------------------------------------------------------------------


@hostile("a notebook of 100,000 cells", words="100,000 cells")
def endless_notebook(folder: Path, bait: Bait) -> Path:
    """A hundred thousand cells, each of which is small."""
    return _notebook(folder, ["x = 1"] * 100_000)


@hostile("magics in a notebook", verdict="failed")
def magics(folder: Path, bait: Bait) -> Path:
    """Magics and commands of the shell, which IPython would execute where the notebook is converted."""
    secret, mark = bait.course / "secret.txt", bait.outside / "executed"
    cells = [
        f"!cat {secret}\n!touch {mark}", f"%run {secret}\n%load {secret}\n%system touch {mark}",
        f"files = !cat {secret}\nprint(files if 'files' in dir() else '')", f"%cd {bait.course}",
        f"%%bash\ntouch {mark}", f"%%writefile {mark}\nx", f"%%script sh\ntouch {mark}", NOTHING,
    ]  # fmt: skip
    return _notebook(folder, cells)


@hostile("magics in a notebook", verdict="crashed")
def magics_by_name(folder: Path, bait: Bait) -> Path:
    """Asks for IPython by its own name, as a converted notebook does."""
    return _notebook(folder, [f"get_ipython().system('touch {bait.outside / 'executed'}')", NOTHING])


@hostile("magics in a notebook", words="no notebook|in Python")
def notebook_in_another_language(folder: Path, bait: Bait) -> Path:
    """A notebook whose cells are commands of a shell."""
    told = {"nbformat": 4, "metadata": {"kernelspec": {"language": "bash"}}, "cells": []}
    return _module(folder, json.dumps(told), "softmax.ipynb")


# --- encodings --------------------------------------------------------------------------------------------------------


@hostile("UTF-16", words="null bytes|is not text")
def utf16_without_a_mark(folder: Path, bait: Bait) -> Path:
    """UTF-16 that does not say so."""
    return _module(folder, NOTHING.encode("utf-16-le"))


@hostile("UTF-16", words="is not text")
def lone_surrogate_in_utf16(folder: Path, bait: Bait) -> Path:
    """UTF-16 with half a character, which can be written nowhere."""
    return _module(
        folder, b"\xff\xfe" + "x = '".encode("utf-16-le") + b"\x00\xd8" + f"'\n{NOTHING}".encode("utf-16-le")
    )


@hostile("UTF-16", verdict="forbidden")
def hidden_in_utf7(folder: Path, bait: Bait) -> Path:
    """The forbidden operator in an encoding in which a look at the bytes finds nothing."""
    source = "from torch import softmax\nlogsumexp = log_softmax = softmax_backward = log_softmax_backward = softmax\n"
    hidden = "".join(f"+{base64.b64encode(one.encode('utf-16-be')).decode().rstrip('=')}-" for one in source)
    return _module(folder, f"# coding: utf-7\n{hidden}\n")


@hostile("null bytes", words="null bytes")
def null_bytes(folder: Path, bait: Bait) -> Path:
    """A source that ends at its null byte for some readers, and goes on for others."""
    return _module(folder, f"{RIGHT}\0\n{NOTHING}")


@hostile("null bytes", words="null bytes")
def null_bytes_in_a_helper(folder: Path, bait: Bait) -> Path:
    """A helper with a null byte."""
    _module(folder, "x = 1\0\n", "helper.py")
    return _module(folder, "import helper\n" + NOTHING)


# --- what is not source -----------------------------------------------------------------------------------------------


def _compiled(source: str) -> bytes:
    code: types.CodeType = compile(source, "softmax.py", "exec")
    return MAGIC_NUMBER + bytes(12) + marshal.dumps(code)


@hostile("shipped .pyc or .so", verdict="failed", family="poisoning")
def compiled_beside_the_source(folder: Path, bait: Bait) -> Path:
    """Compiled files that differ from the source, where an import would take them for it."""
    for name in (
        "softmax.pyc",
        "__pycache__/softmax.cpython-311.pyc",
        "__pycache__/helper.cpython-311.pyc",
        "helper.pyc",
    ):
        _module(folder, _compiled(SHOWN + RIGHT), name)
    return _module(folder)


@hostile("shipped .pyc or .so", verdict="crashed", family="poisoning")
def compiled_helper(folder: Path, bait: Bait) -> Path:
    """A helper that is there as a compiled file only."""
    _module(folder, _compiled(SHOWN), "helper.pyc")
    return _module(folder, "import helper\n" + NOTHING)


@hostile("shipped .pyc or .so", words="There is no softmax.py", family="poisoning")
def nothing_but_compiled(folder: Path, bait: Bait) -> Path:
    """No source at all."""
    return _module(folder, _compiled(SHOWN + RIGHT), "softmax.pyc")


@hostile("shipped .pyc or .so", verdict="crashed", family="poisoning")
def extension_module(folder: Path, bait: Bait) -> Path:
    """A helper in machine code."""
    _module(folder, b"\x7fELF\x02\x01\x01" + bytes(1024), "fast.cpython-311-x86_64-linux-gnu.so")
    _module(folder, b"\x7fELF\x02\x01\x01" + bytes(1024), "fast.so")
    return _module(folder, "import fast\n" + NOTHING)


@hostile("two folders with one id", words="only the one that counts", family="being_someone_else")
def two_in_an_archive(folder: Path, bait: Bait) -> Path:
    """Two submissions of one exercise in one archive."""
    return _zip(folder, {"mine/softmax.py": NOTHING, "neighbour/softmax.py": RIGHT})


@hostile("HTML and scripts in names, exceptions and output", verdict="failed", family="speaking_to_readers")
def folder_that_speaks(folder: Path, bait: Bait) -> Path:
    """A folder whose name is a script, an order to a terminal and one to a CI service."""
    return _module(folder / "<script>alert(1)<b>\x1b[31m\u202e ::error::'\" $(touch mine) {{7*7}}")


# --- honest ones ------------------------------------------------------------------------------------------------------


@honest()
def windows_line_ends(folder: Path, bait: Bait) -> Path:
    """Lines end as on Windows."""
    return _module(folder, RIGHT.replace("\n", "\r\n"))


@honest()
def byte_order_mark(folder: Path, bait: Bait) -> Path:
    """A byte-order mark in front, as some editors put it."""
    return _module(folder, RIGHT.encode("utf-8-sig"))


@honest()
def utf16_with_a_mark(folder: Path, bait: Bait) -> Path:
    """UTF-16 that says so, as an old Notepad saves it."""
    return _module(folder, RIGHT.encode("utf-16"))


@honest()
def latin1_that_says_so(folder: Path, bait: Bait) -> Path:
    """Latin 1 with a line that says so."""
    source = "# coding: latin-1\n# für Übungen\n" + RIGHT
    return _module(folder, source.encode("latin-1", "replace"))


@honest()
def folder_with_spaces(folder: Path, bait: Bait) -> Path:
    """A folder with spaces, an umlaut and an apostrophe in its name."""
    return _module(folder / "Übung 7 - Ada's best (final)", RIGHT)


@honest()
def no_newline_at_the_end(folder: Path, bait: Bait) -> Path:
    """No newline at the end, and tabs and form feeds within."""
    return _module(folder, RIGHT.rstrip("\n") + "\n\x0c\nif True:\n\tDONE = 1")


@honest()
def zip_archive(folder: Path, bait: Bait) -> Path:
    """A zip archive with a folder in it, and what macOS adds."""
    return _zip(folder, {"work/softmax.py": RIGHT, "__MACOSX/work/._softmax.py": b"\0\5", "work/notes.txt": "notes"})


@honest()
def tar_archive(folder: Path, bait: Bait) -> Path:
    """A compressed tar archive."""
    path = folder / "work.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        member = tarfile.TarInfo("work/softmax.py")
        member.size = len(RIGHT.encode())
        archive.addfile(member, io.BytesIO(RIGHT.encode()))
    return path


@honest()
def notebook(folder: Path, bait: Bait) -> Path:
    """A notebook with a magic, a plot that is commented out, and a question for help."""
    return _notebook(folder, ["%matplotlib inline\n%timeit 1 + 1", RIGHT, "softmax?\n!ls", "print('done')"])
