"""From a path to a submission: plain sources, the flavour, a digest."""

import ast
import hashlib
import sys
from pathlib import Path

from msgspec import Struct

from grader.course import Exercise
from grader.experiment.message import Flavour
from grader.submission.source import SourceError, decode, executed, parse

MAX_SOURCE = 1 << 20  # bytes of one file
MAX_FILES = 64
LIBRARIES = ("numpy", "torch")
MAX_SOURCES = 2 << 20  # characters of all files: they travel in one message


class SubmissionError(Exception):
    """There is nothing here that could be graded; the message says what to do."""


class Submission(Struct, frozen=True):
    """What a learner handed in: `files` (name to source) hold the module and what it imports from beside it.

    `broken` is the sentence where the module is no Python at all; then nothing is run.
    """

    path: str
    module: str
    files: dict[str, str]
    flavour: Flavour
    digest: str
    broken: str = ""
    notes: tuple[str, ...] = ()


def take(path: Path, exercise: Exercise) -> Submission:
    """Take the submission at `path`: the module, a folder that holds it, or one that holds the exercise's folder.

    Raises:
        SubmissionError: there is no such module, or it is no text.
    """
    file = find(path, exercise)
    main = _read(file)
    tree, broken = parse(main, file.name)
    files = {exercise.module: main}
    if tree is not None:
        files |= _beside(tree, file.parent, exercise)
    if sum(map(len, files.values())) > MAX_SOURCES:
        raise SubmissionError(f"{file} and what it imports from beside it are too large to be one exercise.")
    flavour = _flavour(files)
    notes = [*_on_flavour(files), *_on_names(files, exercise)]
    if not main.strip():
        notes.append(f"{file.name} is empty: `dlgrade start {exercise.id}` writes the stub into another folder.")
    given = exercise.given(flavour)
    if given is not None:
        files["given.py"] = decode(given.read_bytes())
    return Submission(str(path), exercise.name, files, flavour, _digest(files), broken, tuple(notes))


def find(path: Path, exercise: Exercise) -> Path:
    """The module's file."""
    if not path.exists():
        raise SubmissionError(
            f"There is no file or folder {path}. Name your {exercise.module}, or the folder it is in."
        )
    candidates = [path] if not path.is_dir() else [path / exercise.module, path / exercise.id / exercise.module]
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    if path.is_dir():
        raise SubmissionError(
            f"There is no {exercise.module} in {path}, nor in {path / exercise.id}. "
            f"`dlgrade start {exercise.id}` writes the stub there."
        )
    raise SubmissionError(f"{path} is no regular file. Name your {exercise.module}, or the folder it is in.")


def _read(file: Path) -> str:
    try:
        if file.stat().st_size > MAX_SOURCE:
            raise SubmissionError(f"{file} is larger than 1 MiB, so it is hardly the source of one exercise.")
        return decode(file.read_bytes())
    except SourceError as error:
        raise SubmissionError(f"{file} {error}.") from None
    except OSError as error:
        raise SubmissionError(f"{file} cannot be read: {error.strerror}.") from None


def _beside(tree: ast.Module, folder: Path, exercise: Exercise) -> dict[str, str]:
    """The files beside the module that it imports, directly or through another; `given` is the exercise's own."""
    found: dict[str, str] = {}
    todo = [tree]
    while todo:
        for name in sorted(imported(todo.pop())):
            file = folder / f"{name}.py"
            if name in ("given", exercise.name) or file.name in found or not file.is_file() or file.is_symlink():
                continue
            if len(found) == MAX_FILES:
                return found
            found[file.name] = _read(file)
            inner, _ = parse(found[file.name], file.name)
            if inner is not None:
                todo.append(inner)
    return found


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


def _all_imported(files: dict[str, str]) -> dict[str, tuple[str, int]]:
    """What the files import, each name with the file and the line of one import."""
    names: dict[str, tuple[str, int]] = {}
    for file, source in files.items():
        tree, _ = parse(source, "")
        if tree is not None:
            names = {name: (file, line) for name, line in imported(tree).items()} | names
    return names


def _flavour(files: dict[str, str]) -> Flavour:
    return "torch" if "torch" in _all_imported(files) else "numpy"


def _on_flavour(files: dict[str, str]) -> list[str]:
    """Why it is graded as PyTorch, where it could be meant as NumPy."""
    names = _all_imported(files)
    if not names.keys() >= set(LIBRARIES):
        return []
    file, line = names["torch"]
    return [f"Graded as PyTorch, because {file} imports torch (line {line})."]


def _on_names(files: dict[str, str], exercise: Exercise) -> list[str]:
    """The files that no import ever finds, since another module of the name comes first."""
    notes: list[str] = []
    for name in sorted(_all_imported(files)):
        if f"{name}.py" in files and name != exercise.name and (name in sys.stdlib_module_names or name in LIBRARIES):
            kind = "the library" if name in LIBRARIES else "a standard module"
            notes.append(f"{name}.py has the name of {kind}, so `import {name}` finds that one: rename your file.")
    return notes


def _digest(files: dict[str, str]) -> str:
    digest = hashlib.sha256()
    for name, source in sorted(files.items()):
        data = source.encode("utf-8", "surrogatepass")
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()
