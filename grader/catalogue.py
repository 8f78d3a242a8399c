"""The catalogue of known mistakes: the reference solution of an exercise, with a definition replaced by a wrong one.

A mistake is a file `solutions/mistakes/exerciseNN_name/IDENTIFIER.py`: a few comments, then the definitions that are
appended to the reference solution in NumPy, so that they replace its own.

    # mistake: Your AdaGrad keeps only the last square; it should sum all of them.
    # hint: What does the denominator hold after three equal gradients?
    # loses: adagrad
    # convention: RMSprop without a mean

`loses` names the checks that it must lose; `convention` is there where others do it so on purpose, and says who.
"""

import ast
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from grader.course import Course, Exercise, ManifestError
from grader.submission.take import Submission, take

WORDS = ("mistake", "hint", "loses", "convention")
NEEDED = ("mistake", "hint", "loses")
_FIELD = re.compile(rf"# ({'|'.join(WORDS)}): *(.*)")
_MORE = re.compile(r"# {3,}(.*)")


class CatalogueError(ManifestError):
    """A mistake of the catalogue is wrong itself; the message says where and how."""


class Mistake(Struct, frozen=True):
    """One known mistake.

    `says` is a sentence for the learner. `replaces` holds the names of the exercise whose behaviour it changes by
    itself: what it defines anew or, where that is a helper of the solution's, what the solution builds on it.
    """

    id: str
    says: str
    hint: str
    loses: tuple[str, ...]
    replaces: tuple[str, ...]
    source: str
    convention: str = ""


def catalogue(course: Course, exercise: Exercise) -> tuple[Mistake, ...]:
    """The mistakes of an exercise, by their identifiers; none where the course keeps none.

    Raises:
        CatalogueError: one of them cannot be read, or lacks a line.
    """
    paths = sorted(folder_of(course, exercise).glob("*.py"))
    if not paths:
        return ()
    solution = course.root / "solutions" / "numpy" / exercise.id / exercise.module
    try:
        users = _users(ast.parse(solution.read_text(encoding="utf-8")))
        public = {name for name, _ in _definitions(ast.parse(exercise.stub("numpy").read_text(encoding="utf-8")))}
    except (OSError, SyntaxError) as error:
        raise CatalogueError(f"{solution} and the stub are needed to read mistakes of them: {error}.") from None
    return tuple(_read(path, users, public) for path in paths)


def folder_of(course: Course, exercise: Exercise) -> Path:
    """Where the mistakes of an exercise are."""
    return course.root / "solutions" / "mistakes" / exercise.id


def digest(mistakes: Iterable[Mistake]) -> str:
    """The digest of a catalogue."""
    return hashlib.sha256(msgspec.msgpack.encode(list(mistakes))).hexdigest()


def solution(course: Course, exercise: Exercise, flavour: str = "numpy") -> Submission:
    """The reference solution of a flavour. Raises SubmissionError where there is none."""
    return take(course.root / "solutions" / flavour / exercise.id, exercise)


def with_mistake(right: Submission, mistake: Mistake) -> Submission:
    """The reference solution with a mistake in it."""
    module = f"{right.module}.py"
    files = right.files | {module: f"{right.files[module]}\n\n{mistake.source}"}
    return structs.replace(right, path=mistake.id, files=files, digest=mistake.id)


def _read(path: Path, users: dict[str, set[str]], public: set[str]) -> Mistake:
    try:
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text, filename=str(path))
    except (OSError, UnicodeDecodeError, SyntaxError) as error:
        raise CatalogueError(f"{path} cannot be read as Python: {error}.") from None
    fields = _header(text)
    for word in NEEDED:
        if not fields.get(word):
            raise CatalogueError(
                f"{path} lacks a line `# {word}: ...` at its top. docs/write-an-exercise.md shows one."
            )
    replaced = [name for name, _ in _definitions(tree)]
    if not replaced:
        raise CatalogueError(f"{path} replaces nothing: write the wrong definition below its comments.")
    return Mistake(
        id=path.stem,
        says=fields["mistake"],
        hint=fields["hint"],
        loses=tuple(fields["loses"].split()),
        replaces=tuple(sorted(_public(replaced, users, public))),
        source=text,
        convention=fields.get("convention", ""),
    )


def _header(text: str) -> dict[str, str]:
    """The comments at the top, a long one continued on lines that are indented."""
    found: dict[str, str] = {}
    current = ""
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if match := _FIELD.fullmatch(line):
            current = match[1]
            found[current] = match[2].strip()
        elif current and (match := _MORE.fullmatch(line)):
            found[current] = f"{found[current]} {match[1].strip()}"
    return found


def _definitions(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """The names that a module defines or changes at its top, with their statements."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name, node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for name in map(_root, targets):
                if name:
                    yield name, node


def _root(target: ast.expr) -> str:
    """The name that an assignment binds, or changes a part of: `GATES["or"] = ...`."""
    while isinstance(target, ast.Subscript | ast.Attribute):
        target = target.value
    return target.id if isinstance(target, ast.Name) else ""


def _users(tree: ast.Module) -> dict[str, set[str]]:
    """For each name that a module defines, the definitions that use it."""
    found: dict[str, set[str]] = {}
    for name, node in _definitions(tree):
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id != name:
                found.setdefault(part.id, set()).add(name)
    return found


def _public(names: list[str], users: dict[str, set[str]], public: set[str]) -> set[str]:
    """The names that the exercise asks for, in place of helpers those that use them."""
    found: set[str] = set()
    seen: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in public:
            found.add(name)
        else:
            todo += users.get(name, ())
    return found or set(names)
