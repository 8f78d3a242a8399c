"""What a course is: its folder, its exercises, and how names find them. Imports nothing that takes time."""

import difflib
import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
FOLDER = re.compile(r"exercise(\d\d)_([a-z][a-z0-9_]*)")
FLAVOURS = ("numpy", "torch")
BESIDE_SOLUTIONS = ("mistakes", "variants", "equivalent")  # folders of solutions/ that are no submission


class CourseError(Exception):
    """There is no such course, or no exercise of that name in it; the message says what to do."""


class ManifestError(CourseError):
    """The course itself is wrong, whoever uses it; the message says where."""


@dataclass(frozen=True)
class Exercise:
    """One exercise, as its manifest describes it."""

    folder: Path
    number: int
    name: str
    title: str
    part: str
    summary: str
    points: float
    refused: tuple[str, ...] = ()
    instead: str = ""
    limits: dict[str, float] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """`exercise07_softmax`."""
        return self.folder.name

    @property
    def module(self) -> str:
        """The file that a learner writes, `softmax.py`."""
        return f"{self.name}.py"

    @property
    def statement(self) -> Path:
        """The statement, in Markdown."""
        return self.folder / "README.md"

    @property
    def figures(self) -> tuple[Path, ...]:
        """The pictures that the statement shows."""
        return tuple(sorted(self.folder.glob("*.svg")))

    @property
    def suite(self) -> Path:
        """The folder of the hidden suite: the course's own (suites/ beside exercises/), or ours of that name."""
        own = self.folder.parent.parent / "suites" / self.id
        return own if own.is_dir() else PACKAGE / "suites" / self.id

    def stub(self, flavour: str) -> Path:
        """The stub of a flavour."""
        return self._of(flavour) / self.module

    def given(self, flavour: str) -> Path | None:
        """What the exercise hands over complete, if it does."""
        path = self._of(flavour) / "given.py"
        return path if path.exists() else None

    def _of(self, flavour: str) -> Path:
        return self.folder if flavour == "numpy" else self.folder / flavour


@dataclass(frozen=True)
class Course:
    """A course: a folder that holds `course.toml` and `exercises/`."""

    root: Path

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What course.toml says."""
        return _toml(self.root / "course.toml")

    @property
    def seed(self) -> str:
        """The seed from which suites draw, unless the command line or DLGRADE_SEED gives another."""
        seed = os.environ.get("DLGRADE_SEED") or self.settings.get("seed", "dlgrade")
        return str(seed)

    @property
    def recordings(self) -> Path:
        """Where a release ships recordings."""
        return self.root / "recordings"

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """All exercises, in the order of teaching."""
        found = tuple(sorted(self._read(), key=lambda exercise: (exercise.number, exercise.id)))
        for one, other in pairwise(found):
            if one.number == other.number:
                raise ManifestError(f"{one.folder} and {other.folder} have the same number. Give one of them another.")
        return found

    def _read(self) -> Iterator[Exercise]:
        folder = self.root / "exercises"
        if not folder.is_dir():
            raise CourseError(f"{self.root} is no course: it has no folder exercises/. Name one with --course DIR.")
        for path in folder.iterdir():
            if FOLDER.fullmatch(path.name) and path.is_dir():
                yield read_exercise(path)

    def find(self, name: str) -> Exercise:
        """The exercise that `exercise07`, `exercise07_softmax`, `7` or `softmax` names.

        Raises:
            CourseError: there is none; a near miss is suggested.
        """
        wanted = name.strip().rstrip("/").lower()
        number = re.fullmatch(r"(?:exercise|ex)?[\s_-]*0*(\d{1,3})", wanted)
        for exercise in self.exercises:
            if wanted in (exercise.id, exercise.name) or (number and int(number[1]) == exercise.number):
                return exercise
        known = {key: one for one in self.exercises for key in (one.id, one.name, one.id.partition("_")[0])}
        near = difflib.get_close_matches(wanted, known, n=1, cutoff=0.6)
        if near:
            raise CourseError(f"There is no exercise {name!r}. Did you mean {near[0]!r}?")
        raise CourseError(f"There is no exercise {name!r}. `dlgrade list` shows them all.")


def open_course(root: Path | None = None) -> Course:
    """The course at `root`; else the one that DLGRADE_COURSE names, the checkout around us, or the installed one."""
    if root is None and os.environ.get("DLGRADE_COURSE"):
        root = Path(os.environ["DLGRADE_COURSE"])
    if root is not None:
        if not root.is_dir():
            raise CourseError(f"There is no folder {root}. Name the course's folder with --course DIR.")
        return Course(root.resolve())
    checkout = PACKAGE.parent
    return Course(checkout if (checkout / "exercises").is_dir() else PACKAGE / "_course")


def read_exercise(folder: Path) -> Exercise:
    """The exercise in a folder.

    Raises:
        ManifestError: the manifest is missing or wrong; the message says where.
    """
    path = folder / "exercise.toml"
    match = FOLDER.fullmatch(folder.name)
    if match is None:
        raise ManifestError(f"{folder} is no exercise: a folder is called like exercise07_softmax.")
    manifest = _toml(path)
    kinds: dict[str, Any] = dict.fromkeys(("name", "title", "part", "summary"), str)
    kinds |= {"number": int, "points": (int, float)}
    for key, kind in kinds.items():
        if not isinstance(manifest.get(key), kind) or isinstance(manifest[key], bool):
            raise ManifestError(
                f"{path}: `{key}` is missing or of the wrong type. docs/write-an-exercise.md shows a manifest."
            )
    unknown = set(manifest) - set(kinds) - {"refused", "limits"}
    if unknown:
        raise ManifestError(f"{path}: there is no setting {min(unknown)!r}.")
    if (manifest["number"], manifest["name"]) != (int(match[1]), match[2]):
        raise ManifestError(f"{path}: number and name do not agree with the folder's name, {folder.name}.")
    refused, limits = manifest.get("refused", {}), manifest.get("limits", {})
    operators = refused.get("operators", []) if isinstance(refused, dict) else None
    if not isinstance(operators, list) or not all(isinstance(one, str) for one in operators):
        raise ManifestError(f'{path}: `refused.operators` is a list of names, like ["softmax"].')
    if not isinstance(limits, dict) or not all(isinstance(one, int | float) for one in limits.values()):
        raise ManifestError(f"{path}: `limits` is a table of numbers, like message_seconds = 10.")
    chosen = {key: manifest[key] for key in kinds}
    return Exercise(
        folder=folder, refused=tuple(operators), instead=str(refused.get("instead", "")), limits=dict(limits), **chosen
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ManifestError(f"{path} is missing.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(f"{path} is not valid TOML: {error}.") from None
    except OSError as error:
        raise ManifestError(f"{path} cannot be read: {error.strerror}.") from None
