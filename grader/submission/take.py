"""From a path to a submission: plain sources, the flavour, a digest.

The path names a module, a notebook, an archive, or a folder with one of the first two. Whatever it is, `_locate` finds
the module in it and a place where the files beside it are looked up, and from there on all of them are one.
"""

import ast
import hashlib
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, structs

from grader.course import Exercise
from grader.experiment.message import Flavour
from grader.learners import Handed
from grader.submission.envelope import MAX_SOURCE, SPECIAL, EnvelopeError, Folder, Place, Refusal, read_file
from grader.submission.found import Found, choose, is_of_another, notebook_of, on_folder, on_lone, resembles, shown_path
from grader.submission.handed import CANNOT, CertainFolder, Spread, names_in
from grader.submission.names import ARCHIVES, PACKED, SOURCES, shown
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

__all__ = [
    "MAX_FILES", "MAX_SOURCE", "MAX_SOURCES", "AbsentError", "Submission", "SubmissionError", "UnreadableError", "find",
    "imported", "take", "take_handed",
]  # fmt: skip


class SubmissionError(Exception):
    """There is nothing here that could be graded; the message says what to do."""


class AbsentError(SubmissionError):
    """There is nothing of this exercise here; of others there may be."""


class UnreadableError(SubmissionError):
    """The system refuses what was handed in, or it is there no longer: not the learner's fault."""


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
    return _taken(path, _locate(path, exercise), exercise)


def take_handed(handed: Handed, exercise: Exercise, *, sole: bool) -> Submission:
    """Take what one learner of a class handed in. `sole`: no other exercise is graded, so a lone source is its module.

    A file that was handed in alone has nothing beside it: what lies there is somebody else's.

    Raises:
        AbsentError: there is nothing of this exercise.
        UnreadableError: the system refuses it, or it is gone.
        SubmissionError: it cannot be graded for another reason.
    """
    path = Path(handed.path)
    try:
        found = _in_handed(path, handed.files, exercise, sole=sole)
        return _taken(found.file if handed.files else path, found, exercise)
    except EnvelopeError as error:
        raise SubmissionError(f"{shown_path(path)} {error}.") from None
    except OSError as error:
        where = shown_path(Path(error.filename or path))
        raise UnreadableError(f"{where} {CANNOT}{error.strerror or error}.") from None


def _taken(path: Path, found: Found, exercise: Exercise) -> Submission:
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


def _locate(path: Path, exercise: Exercise) -> Found:
    """The module, or the notebook that it is in."""
    if path.is_dir():
        return _in_folder(path, exercise)
    _regular(path, exercise)
    if path.name.lower().endswith(PACKED):
        return _in_archive(path, exercise)
    if path.name.lower().endswith(ARCHIVES):
        raise SubmissionError(f"{shown_path(path)} is an archive of a kind that is not read: pack a .zip or a .tar.gz.")
    content = read_file(path)
    if isinstance(content, Refusal):
        raise _refused(shown_path(path), content.why)
    return Found(path.parent, Folder(path.parent), path.name, content)


def _regular(path: Path, exercise: Exercise) -> None:
    if not path.exists():
        raise SubmissionError(
            f"There is no file or folder {shown_path(path)}. Name your {exercise.module}, or the folder it is in."
        )
    if not path.is_file():
        raise SubmissionError(f"{shown_path(path)} {SPECIAL}. Name your {exercise.module}, or the folder it is in.")


def _refused(told: str, why: str) -> SubmissionError:
    """The error for what is there and is not taken."""
    kind = UnreadableError if why.startswith(CANNOT) else SubmissionError
    return kind(f"{told} {why}.")


def _in_folder(path: Path, exercise: Exercise) -> Found:
    """The nearest module in a folder, or else the nearest notebook. The folder is not listed."""
    found = _nearest(path, Folder(path), exercise)
    if found is None:
        raise AbsentError(on_folder(path, exercise))
    return found


def _nearest(path: Path, place: Place, exercise: Exercise) -> Found | None:
    for name in (exercise.module, notebook_of(exercise)):
        for candidate in (name, f"{exercise.id}/{name}"):
            found = _at(Found(path, place, candidate, b""), exercise)
            if found is not None:
                return found
    return None


def _at(where: Found, exercise: Exercise) -> Found | None:
    """The same with what is there."""
    content = where.place.get(where.name)
    if isinstance(content, Refusal):
        raise _refused(where.told(where.name), content.why)
    return None if content is None else _with_note(structs.replace(where, content=content), exercise)


def _in_handed(path: Path, files: dict[str, str], exercise: Exercise, *, sole: bool) -> Found:
    """The module in what one learner handed in: by its name, in an archive, or as the only source."""
    absent = f"There is no {exercise.module} in what was handed in, {shown_path(path)}."
    if files or not stat.S_ISDIR(path.stat().st_mode):
        files = files or {path.name: str(path)}
        return _among([*files], Found(path, Spread(files), "", b"", files=files), exercise, absent, sole=sole)
    place = CertainFolder(path)
    found = _nearest(path, place, exercise)
    if found is None:
        names, absent = names_in(path), on_folder(path, exercise)
        found = _among(names, Found(path, place, "", b""), exercise, absent, sole=sole)
    return found


def _among(names: list[str], where: Found, exercise: Exercise, absent: str, *, sole: bool) -> Found:
    """The module among the files of these names."""
    chosen = choose(names, exercise.module, exercise) or choose(names, notebook_of(exercise), exercise)
    found = _at(structs.replace(where, name=chosen), exercise) if chosen else None
    error: SubmissionError = AbsentError(absent)
    if found is None:
        found, error = _in_archives(names, where, exercise, error, sole=sole)
    if found is None and sole:
        found = _lone(names, where, exercise)
    if found is None:
        raise error
    return found


def _in_archives(
    names: list[str], where: Found, exercise: Exercise, absent: SubmissionError, *, sole: bool
) -> tuple[Found | None, SubmissionError]:
    """The module in the one archive that holds it; what to say where there is none."""
    found: list[Found] = []
    for name in names:
        if not name.lower().endswith(ARCHIVES):
            continue
        path = structs.replace(where, name=name).file
        path.stat()  # it was there when the class was listed
        try:
            found.append(_in_archive(path, exercise, sole=sole and len(names) == 1))
        except SubmissionError as error:
            if len(names) == 1 or not isinstance(error, AbsentError):
                absent = error
    if len(found) > 1:
        told = " and ".join(shown_path(one.path) for one in found[:2])
        raise SubmissionError(f"{told} both hold a {exercise.module}: hand in only the one that counts.")
    return (found[0] if found else None), absent


def _lone(names: list[str], where: Found, exercise: Exercise) -> Found | None:
    """The only source of all; a file that lies alone gets the name that it should have."""
    sources = [name for name in names if name.lower().endswith(SOURCES)]
    if len(sources) != 1 or is_of_another(sources[0], exercise):
        return None
    if where.files:
        name = exercise.module if sources[0].lower().endswith(".py") else notebook_of(exercise)
        files = {name: where.files[sources[0]]}
        found = _at(Found(where.path, Spread(files), name, b"", files=files), exercise)
    else:
        found = _at(structs.replace(where, name=sources[0]), exercise)
    its_own = len(names) == 1 and sources[0] == where.path.name  # a file by itself is whatever somebody handed in
    if found is None or not (its_own or resembles(found.content, exercise)):
        return None
    return structs.replace(found, notes=(on_lone(sources[0], exercise),))


def _in_archive(path: Path, exercise: Exercise, *, sole: bool = False) -> Found:
    """The module in an archive: at its top, in the exercise's folder, in the one place where it is, or all there is."""
    from grader.submission.archive import open_archive

    try:
        envelope = open_archive(path)
        names = [*envelope.files, *envelope.refused]
        chosen = choose(names, exercise.module, exercise) or choose(names, notebook_of(exercise), exercise)
    except EnvelopeError as error:
        raise _refused(shown_path(path), str(error)) from None
    lone = names[0] if sole and len(names) == 1 and not chosen and not is_of_another(names[0], exercise) else ""
    content = envelope.get(chosen or lone) if chosen or lone else None
    if lone and not (isinstance(content, bytes) and resembles(content, exercise)):
        lone, content = "", None
    chosen = chosen or lone
    if isinstance(content, Refusal):
        raise SubmissionError(f"{shown(chosen)} in {shown_path(path)} {content.why}.")
    if content is not None:
        notes = (*envelope.notes, on_lone(lone, exercise)) if lone else envelope.notes
        return _with_note(Found(path, envelope, chosen, content, packed=True, notes=notes), exercise)
    told = ", ".join(shown(name) for name in names[:3]) or "no Python at all"
    raise AbsentError(
        f"There is no {exercise.module} in {shown_path(path)}: it holds {told}. Pack your {exercise.module}."
    )


def _with_note(found: Found, exercise: Exercise) -> Found:
    """The same, with a note where a notebook lies beside the module."""
    if found.last == notebook_of(exercise) or not found.is_there(notebook_of(exercise)):
        return found
    note = f"{exercise.name}.ipynb was not looked at: {exercise.module} is beside it, and counts."
    return structs.replace(found, notes=(*found.notes, note))


def _main(found: Found, exercise: Exercise) -> tuple[str, str, list[str]]:
    """The source of the module, the sentence where it is already known to be none, and remarks."""
    try:
        if not found.name.lower().endswith(".ipynb"):
            return decode(found.content), "", []
        from grader.submission.notebook import convert

        module = convert(found.content, f"{exercise.name}.ipynb")
    except SourceError as error:
        raise SubmissionError(f"{found.told(found.name)} {error}.") from None
    return module.source, module.broken, list(module.notes)


def _beside(gathered: _Gathered, found: Found, exercise: Exercise) -> list[str]:
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


def _digest(files: dict[str, str]) -> str:
    digest = hashlib.sha256()
    for name, source in sorted(files.items()):
        data = source.encode("utf-8", "surrogatepass")
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()
