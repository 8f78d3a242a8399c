"""From a path to a submission: plain sources, the flavour, a digest.

The path names a module, a notebook, an archive, or a folder with one of the first two. Whatever it is, `_locate` finds
the module in it and a place where the files beside it are looked up, and from there on all of them are one.
"""

import ast
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from grader.course import Exercise
from grader.experiment.message import Flavour
from grader.submission.envelope import MAX_SOURCE, SPECIAL, EnvelopeError, Folder, Place, Refusal, read_file
from grader.submission.names import ARCHIVES, PACKED, shown
from grader.submission.source import (
    MAX_TOKENS,
    NotPythonError,
    SourceError,
    TooIntricateError,
    decode,
    executed,
    read,
    tokens,
)

MAX_FILES = 64
LIBRARIES = ("numpy", "torch")
MAX_SOURCES = 2 << 20  # characters of all files: they travel in one message
MAX_LOOKED = 1000  # names of imports that are looked for beside the module
MAX_NOTES = 10  # on files that are not taken

__all__ = ["MAX_FILES", "MAX_SOURCE", "MAX_SOURCES", "Submission", "SubmissionError", "find", "imported", "take"]


class SubmissionError(Exception):
    """There is nothing here that could be graded; the message says what to do."""


class Submission(Struct, frozen=True):
    """What a learner handed in: `files` (name to source) hold the module and what it imports from beside it.

    `broken` is the sentence where the module, or what it imports, cannot be read as Python; then nothing is run.
    """

    path: str
    module: str
    files: dict[str, str]
    flavour: Flavour
    digest: str
    broken: str = ""
    notes: tuple[str, ...] = ()


class _Found(Struct, frozen=True):
    """The module, or the notebook that it is in: where it was found, its content, and what was left aside."""

    path: Path  # the archive, or else the folder
    place: Place
    name: str  # in the place
    content: bytes
    packed: bool = False
    notes: tuple[str, ...] = ()

    def beside(self, name: str) -> str:
        """The name of a file beside it."""
        return "/".join([*self.name.split("/")[:-1], name])

    def told(self, name: str) -> str:
        """A file of the place in a message."""
        return f"{shown(name)} in {_told(self.path)}" if self.packed else _told(self.path / name)

    @property
    def file(self) -> Path:
        """The file on the disk."""
        return self.path if self.packed else self.path / self.name

    @property
    def last(self) -> str:
        """The name without its folders."""
        return self.name.rpartition("/")[2]


class _Gathered:
    """The files of a submission, and what each of them imports."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.imports: dict[str, dict[str, int]] = {}
        self.broken = ""
        self._tokens = 0

    def add(self, name: str, source: str, told: str, label: str = "") -> None:
        """Add a file. A helper that Python itself could not read is left to fail where it is imported."""
        self.files[name] = source
        self.imports[name] = {}
        self._tokens += tokens(source)
        if sum(map(len, self.files.values())) > MAX_SOURCES or (len(self.files) > 1 and self._tokens > MAX_TOKENS):
            raise SubmissionError(f"{told} and what is imported from beside it are too large to be one exercise.")
        try:
            self.imports[name] = imported(read(source, label or name))
        except TooIntricateError as error:  # Python may well run what was not looked at
            self.broken = self.broken or str(error)
        except NotPythonError as error:
            if len(self.files) == 1:
                self.broken = str(error)

    @property
    def all_imported(self) -> dict[str, tuple[str, int]]:
        """What the files import, each name with the file and the line of one import."""
        names: dict[str, tuple[str, int]] = {}
        for file, found in self.imports.items():
            names = {name: (file, line) for name, line in found.items()} | names
        return names


def take(path: Path, exercise: Exercise) -> Submission:
    """Take the submission at `path`: a module, a notebook, an archive, or a folder that holds one of the first two.

    Raises:
        SubmissionError: there is no such module, or it cannot be read.
    """
    found = _locate(path, exercise)
    main, broken, notes = _main(found, exercise)
    gathered = _Gathered()
    gathered.add(exercise.module, main, found.told(found.name), found.last)
    if not (broken or gathered.broken):
        notes += _beside(gathered, found, exercise)
    broken = broken or gathered.broken
    files = gathered.files
    names = gathered.all_imported
    flavour: Flavour = "torch" if "torch" in names else "numpy"
    notes += [*_on_flavour(names), *_on_names(names, files, exercise)]
    if not main.strip():
        notes.append(f"{found.last} is empty: `dlgrade start {exercise.id}` writes the stub into another folder.")
    given = exercise.given(flavour)
    if given is not None:
        files["given.py"] = decode(given.read_bytes())
    return Submission(str(path), exercise.name, files, flavour, _digest(files), broken, (*found.notes, *notes))


def find(path: Path, exercise: Exercise) -> Path:
    """The file that is handed in: the module, the notebook, or the archive.

    Raises:
        SubmissionError: there is none.
    """
    if not path.is_dir() and path.name.lower().endswith(PACKED):
        _regular(path, exercise)
        return path
    return _locate(path, exercise).file


def _locate(path: Path, exercise: Exercise) -> _Found:
    """The module, or the notebook that it is in."""
    if path.is_dir():
        return _in_folder(path, exercise)
    _regular(path, exercise)
    if path.name.lower().endswith(PACKED):
        return _in_archive(path, exercise)
    if path.name.lower().endswith(ARCHIVES):
        raise SubmissionError(f"{_told(path)} is an archive of a kind that is not read: pack a .zip or a .tar.gz.")
    content = read_file(path)
    if isinstance(content, Refusal):
        raise SubmissionError(f"{_told(path)} {content.why}.")
    return _Found(path.parent, Folder(path.parent), path.name, content)


def _regular(path: Path, exercise: Exercise) -> None:
    if not path.exists():
        raise SubmissionError(
            f"There is no file or folder {_told(path)}. Name your {exercise.module}, or the folder it is in."
        )
    if not path.is_file():
        raise SubmissionError(f"{_told(path)} {SPECIAL}. Name your {exercise.module}, or the folder it is in.")


def _in_folder(path: Path, exercise: Exercise) -> _Found:
    """The nearest module in a folder, or else the nearest notebook. The folder is not listed."""
    place = Folder(path)
    notebook = f"{exercise.name}.ipynb"
    for name in (exercise.module, notebook):
        for candidate in (name, f"{exercise.id}/{name}"):
            content = place.get(candidate)
            if isinstance(content, Refusal):
                raise SubmissionError(f"{_told(path / candidate)} {content.why}.")
            if content is not None:
                found = _Found(path, place, candidate, content)
                return _with_notes(found, exercise, beside=name != notebook and _is_there(found, notebook))
    raise SubmissionError(
        f"There is no {exercise.module} in {_told(path)}, nor in {_told(path / exercise.id)}. "
        f"`dlgrade start {exercise.id}` writes the stub there."
    )


def _in_archive(path: Path, exercise: Exercise) -> _Found:
    """The module in an archive: at its top, in the exercise's folder, or in the one place where it is."""
    from grader.submission.archive import open_archive

    try:
        envelope = open_archive(path)
    except EnvelopeError as error:
        raise SubmissionError(f"{_told(path)} {error}.") from None
    names = [*envelope.files, *envelope.refused]
    notebook = f"{exercise.name}.ipynb"
    for name in (exercise.module, notebook):
        chosen = _choose(path, names, name, exercise)
        content = envelope.get(chosen) if chosen else None
        if isinstance(content, Refusal):
            raise SubmissionError(f"{shown(chosen)} in {_told(path)} {content.why}.")
        if content is not None:
            found = _Found(path, envelope, chosen, content, packed=True, notes=envelope.notes)
            return _with_notes(found, exercise, beside=name != notebook and _is_there(found, notebook))
    told = ", ".join(shown(name) for name in names[:3]) or "no Python at all"
    raise SubmissionError(
        f"There is no {exercise.module} in {_told(path)}: it holds {told}. Pack your {exercise.module}."
    )


def _choose(path: Path, names: list[str], name: str, exercise: Exercise) -> str:
    """The name in an archive that stands for the module, or nothing."""
    for wanted in (name, f"{exercise.id}/{name}"):
        if wanted in names:
            return wanted
    for ending in (f"/{exercise.id}/{name}", f"/{name}"):
        fitting = [one for one in names if one.endswith(ending)]
        if len(fitting) > 1:
            raise SubmissionError(
                f"{_told(path)} holds {shown(fitting[0])} and {shown(fitting[1])}: pack only the one that counts."
            )
        if fitting:
            return fitting[0]
    return ""


def _is_there(found: _Found, name: str) -> bool:
    return isinstance(found.place.get(found.beside(name)), bytes)


def _with_notes(found: _Found, exercise: Exercise, *, beside: bool) -> _Found:
    """The same, with a note where a notebook lies beside the module."""
    if not beside:
        return found
    note = f"{exercise.name}.ipynb was not looked at: {exercise.module} is beside it, and counts."
    return _Found(found.path, found.place, found.name, found.content, found.packed, (*found.notes, note))


def _main(found: _Found, exercise: Exercise) -> tuple[str, str, list[str]]:
    """The source of the module, the sentence where it is already known to be none, and remarks."""
    try:
        if not found.name.lower().endswith(".ipynb"):
            return decode(found.content), "", []
        from grader.submission.notebook import convert

        module = convert(found.content, f"{exercise.name}.ipynb")
    except SourceError as error:
        raise SubmissionError(f"{found.told(found.name)} {error}.") from None
    return module.source, module.broken, list(module.notes)


def _beside(gathered: _Gathered, found: _Found, exercise: Exercise) -> list[str]:
    """Add the files beside the module that it imports, directly or through another; `given` is the exercise's own.

    Returns remarks on those that are there and are not taken.
    """
    notes: list[str] = []
    looked: set[str] = {"given", exercise.name}
    todo = [gathered.imports[exercise.module]]
    while todo:
        for name in sorted(todo.pop().keys() - looked):
            if len(looked) > MAX_LOOKED:
                return notes
            looked.add(name)
            file = f"{name}.py"
            content = found.place.get(found.beside(file))
            if isinstance(content, Refusal) and len(notes) < MAX_NOTES:
                notes.append(f"{file} {content.why}.")
            if not isinstance(content, bytes):
                continue
            if len(gathered.files) > MAX_FILES:
                return notes
            try:
                gathered.add(file, decode(content), found.told(found.name))
            except SourceError as error:
                raise SubmissionError(f"{found.told(found.beside(file))} {error}.") from None
            todo.append(gathered.imports[file])
    return notes


def imported(tree: ast.Module) -> dict[str, int]:
    """The top-level names of all modules that a source imports when it is itself imported, each with a line."""
    names: dict[str, int] = {}
    for node in ast.walk(executed(tree)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                names.setdefault(alias.name.partition(".")[0], node.lineno)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.setdefault(node.module.partition(".")[0], node.lineno)
    return names


def _on_flavour(names: dict[str, tuple[str, int]]) -> list[str]:
    """Why it is graded as PyTorch, where it could be meant as NumPy."""
    if not names.keys() >= set(LIBRARIES):
        return []
    file, line = names["torch"]
    return [f"Graded as PyTorch, because {file} imports torch (line {line})."]


def _on_names(names: dict[str, tuple[str, int]], files: dict[str, str], exercise: Exercise) -> Iterator[str]:
    """The files that no import ever finds, since another module of the name comes first."""
    for name in sorted(names):
        if f"{name}.py" in files and name != exercise.name and (name in sys.stdlib_module_names or name in LIBRARIES):
            kind = "the library" if name in LIBRARIES else "a standard module"
            yield f"{name}.py has the name of {kind}, so `import {name}` finds that one: rename your file."


def _told(path: Path) -> str:
    """A path in a message: as it is, or quoted where something in it could not be seen."""
    text = str(path)
    return text if text.isprintable() else ascii(text)


def _digest(files: dict[str, str]) -> str:
    digest = hashlib.sha256()
    for name, source in sorted(files.items()):
        data = source.encode("utf-8", "surrogatepass")
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()
