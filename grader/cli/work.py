"""The state of a learner's own work: which exercises were started, and what the last check said.

Kept in `.dlgrade/work.json` of the working folder. It is a convenience: where it cannot be read or written, nothing is
lost but a column of `dlgrade list`.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.course import Exercise

FILE = Path(".dlgrade") / "work.json"
COLOURS = {"passed": "green", "checked": "yellow", "changed": "cyan", "started": "cyan", "not started": "bright_black"}


@dataclass(frozen=True)
class Work:
    """One exercise's state: not started, started, checked, changed (since it was checked), or passed."""

    state: str
    score: float | None = None

    @property
    def colour(self) -> str:
        """The colour of the state, where colours are shown."""
        return COLOURS[self.state]

    def text(self, points: float) -> str:
        """The state in words."""
        if self.state == "passed":
            return "passed"
        if self.state in ("checked", "changed"):
            earned = f"{self.score:g} of {points:g}" if self.score is not None else "not graded"
            return earned + (", changed since" if self.state == "changed" else "")
        return self.state


def read_work(folder: Path, exercises: Iterable[Exercise]) -> dict[str, Work]:
    """The state of each exercise in a working folder."""
    remembered = _read(folder)
    return {exercise.id: _state(folder, exercise, remembered.get(exercise.id)) for exercise in exercises}


def _state(folder: Path, exercise: Exercise, remembered: Any) -> Work:
    file = module_in(folder, exercise)
    if file is None:
        return Work("not started")
    if not isinstance(remembered, dict):
        return Work("started")
    score = remembered.get("score")
    score = float(score) if isinstance(score, int | float) else None
    if remembered.get("digest") != digest(file):
        return Work("changed", score)
    return Work("passed" if remembered.get("verdict") == "passed" else "checked", score)


def module_in(folder: Path, exercise: Exercise) -> Path | None:
    """The learner's module in a working folder: in the exercise's folder, or beside it."""
    places = (folder, folder / exercise.id)
    candidates = [place / name for name in (exercise.module, f"{exercise.name}.ipynb") for place in places]
    return next((file for file in candidates if file.is_file()), None)


def remember(module: Path, as_checked: str, exercise: Exercise, verdict: str, score: float | None) -> None:
    """Note what a check said of a module with the digest `as_checked`, if it is the working folder's own work."""
    mine = module_in(Path(), exercise)
    with contextlib.suppress(OSError):
        if mine is None or not mine.samefile(module):
            return
        remembered = _read(Path())
        remembered[exercise.id] = {"digest": as_checked, "verdict": verdict, "score": score}
        path = FILE
        path.parent.mkdir(exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.write_text(json.dumps(remembered, indent=1) + "\n", encoding="utf-8")
        temporary.replace(path)


def digest(file: Path) -> str:
    """The digest of a file."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""


def _read(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
