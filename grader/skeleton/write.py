"""Writes the skeleton of an exercise: all of its files, or none.

The files come from templates beside this module, filled in by `string.Template`. What is left to the author is marked
with one word, `FILL_IN`, so that a search finds it.
"""

import contextlib
import json
import keyword
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import NamedTuple

from grader.course import FOLDER, PACKAGE, Course, CourseError

GAP = "FILL_IN"
TEMPLATES = Path(__file__).parent / "templates"
TAKEN = {
    "given": "given.py is what an exercise hands over",
    "numpy": "numpy is the library",
    "torch": "torch is the library",
    **dict.fromkeys((*sys.stdlib_module_names, *keyword.kwlist), "Python has that name already"),
}
_WORDS = re.compile(r"(?:exercise|ex)?[\s_-]*(?P<number>\d+)[\s_-]+(?P<name>\S.*)", flags=re.IGNORECASE)
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class SkeletonError(CourseError):
    """There can be no such exercise, or not here; the message says what to do."""


class NewExercise(NamedTuple):
    """The number and the name of an exercise that is still to be written."""

    number: int
    name: str

    @property
    def id(self) -> str:
        """`exercise13_penalty`."""
        return f"exercise{self.number:02d}_{self.name}"

    @property
    def title(self) -> str:
        """`Penalty`."""
        return self.name.replace("_", " ").strip().capitalize()


class Gap(NamedTuple):
    """A place that is left to the author."""

    path: Path
    line: int


def named(words: str, course: Course) -> NewExercise:
    """The exercise that `exercise13_penalty` or `13 penalty` names.

    Raises:
        SkeletonError: number or name are missing or cannot be, or the course has an exercise of either.
    """
    there = [(int(match[1]), match[2], match[0]) for match in map(FOLDER.fullmatch, _names(course)) if match]
    free = min(set(range(1, 100)) - {number for number, _, _ in there}, default=0)
    match = _WORDS.fullmatch(words.strip().rstrip("/"))
    if match is None:
        told = words if _NAME.fullmatch(words) else "softmax"
        raise SkeletonError(f"A new exercise needs a number and a name, as exercise{free:02d}_{told} or {free} {told}.")
    number, name = int(match["number"]), match["name"]
    if number > 99:
        raise SkeletonError(f"A number has two digits, and {number} has more; {free} is free.")
    if not _NAME.fullmatch(name):
        raise SkeletonError(
            f"{name!r} is no name for an exercise: it takes small letters, digits and _, and begins with a letter."
        )
    if name in TAKEN:
        raise SkeletonError(f"An exercise cannot be called {name!r}: {TAKEN[name]}. Take another name.")
    for other, called, folder in there:
        if other == number:
            raise SkeletonError(f"{folder} has the number {number} already; {free} is free.")
        if called == name:
            raise SkeletonError(f"{folder} has the name {name!r} already. Take another.")
    return NewExercise(number, name)


def _names(course: Course) -> list[str]:
    """What is in the course's folder of exercises. A manifest that is wrong is no reason to write no other."""
    folder = course.root / "exercises"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def folders(course: Course, new: NewExercise) -> dict[str, Path]:
    """Where the files of an exercise go, by the folders of the templates.

    A course keeps its suites in suites/; the checkout of dlgrade itself keeps them in the program.
    """
    ours = course.root == PACKAGE.parent and not (course.root / "suites").is_dir()
    return {
        "exercise": course.root / "exercises" / new.id,
        "suite": (PACKAGE if ours else course.root) / "suites" / new.id,
        **{f"reference/{flavour}": course.root / "solutions" / flavour / new.id for flavour in ("numpy", "torch")},
        **{kind: course.root / "solutions" / kind / new.id for kind in ("mistakes", "variants")},
    }


def write(course: Course, new: NewExercise) -> tuple[Path, ...]:
    """Write an exercise's files, and course.toml where the course has none; the files that were written.

    Nothing is overwritten, and where one file cannot be written none stays.

    Raises:
        SkeletonError: one of the folders is there already.
    """
    places = folders(course, new)
    for folder in places.values():
        if folder.exists() or folder.is_symlink():
            raise SkeletonError(f"{folder} is there already. Move it away, or take another name.")
    made: list[Path] = []
    try:
        for path, text in _files(course, new, places):
            _make_folders(path.parent, made)
            file = path.open("x", encoding="utf-8")  # what is there is never touched
            made.append(path)
            with file:
                file.write(text)
    except BaseException as error:
        for path in reversed(made):
            with contextlib.suppress(OSError):  # a folder may hold what somebody else wrote
                path.rmdir() if path.is_dir() else path.unlink()
        if isinstance(error, OSError) and error.filename is None and made:
            error.filename = str(made[-1])  # a failed write does not know its file
        raise
    return tuple(path for path in made if path.is_file())


def gaps(paths: tuple[Path, ...]) -> Iterator[Gap]:
    """What is left to the author in files."""
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if f"{GAP}:" in line:
                yield Gap(path, number)


def _files(course: Course, new: NewExercise, places: dict[str, Path]) -> Iterator[tuple[Path, str]]:
    """Every file of the skeleton with its text, in the order in which an author reads them."""
    title = json.dumps(course.root.name or "course", ensure_ascii=False)
    words = {
        "number": new.number, "two_digits": f"{new.number:02d}", "name": new.name, "title": new.title,
        "lower_title": new.title.lower(), "course": title,
    }  # fmt: skip
    if not (course.root / "course.toml").exists():
        yield course.root / "course.toml", _filled("course.toml", words)
    for kind, folder in places.items():
        below = TEMPLATES / kind
        if kind == "suite":
            yield folder / "__init__.py", ""
        for template in sorted(below.rglob("*.tmpl"), key=lambda path: (len(path.parts), path.name)):
            name = template.relative_to(below).as_posix().removesuffix(".tmpl")
            yield folder / name.replace("module.py", f"{new.name}.py"), _filled(f"{kind}/{name}", words)


def _filled(name: str, words: dict[str, object]) -> str:
    return Template((TEMPLATES / f"{name}.tmpl").read_text(encoding="utf-8")).substitute(words)


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it that are missing, and note which."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir()
        made.append(one)


__all__ = ["GAP", "Gap", "NewExercise", "SkeletonError", "folders", "gaps", "named", "write"]
