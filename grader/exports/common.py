"""What the exporters share: their error, numbers in cells, names in notes, and what a filled sheet comes back as."""

import re
import unicodedata
from collections.abc import Sequence
from math import isfinite

from msgspec import Struct

from grader.book.record import Entry, Listed, View
from grader.learners import Learner
from grader.report.neutral import for_terminal

NAMED = 10  # learners that a note names before it counts the rest
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)


class ExportError(Exception):
    """Something that cannot be written; the message is a sentence that says what to do."""


class Filled(Struct, frozen=True):
    """A sheet of another system after it was filled in: its bytes, how many cells changed, and what to know of it."""

    data: bytes
    changed: int
    notes: tuple[str, ...] = ()


def number(value: float | None, places: int = 6) -> str:
    """The value in as many decimal places as it needs, at most `places`; empty where it is no number.

    An empty cell is how these formats say that nothing is known. A zero would be a grade.
    """
    if value is None or not isfinite(value):
        return ""
    return f"{round(value, places) + 0.0:.{places}f}".rstrip("0").rstrip(".")  # + 0.0: there is no -0


def known(entry: Entry | None) -> float | None:
    """The score of an entry; None where there is none that could be written."""
    return entry.score if entry is not None and entry.score is not None and isfinite(entry.score) else None


def parsed(text: str) -> float | None:
    """The number in a cell, whether its decimals stand behind a point or a comma; None where it holds none."""
    text = text.strip()
    return float(text.replace(",", ".")) if _DECIMAL.fullmatch(text) else None


def called(learner: Learner) -> str:
    """The learner as a note names them: `Anna Ek (a1)`."""
    return for_terminal(f"{learner.name} ({learner.id})" if learner.name not in ("", learner.id) else learner.id)


def named(names: Sequence[str]) -> str:
    """The names as a list that a sentence can hold: `Anna, Bo, and 3 more`."""
    rest = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f", and {rest} more" if rest > 0 else "")


def plain(text: str) -> str:
    """The text as names and addresses are compared: without regard to case, width and spacing."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def differ(one: str, other: str) -> bool:
    """Whether two names are surely of two people: each has a word that the other has not.

    `Ek, Anna` and `Anna Maria Ek` may be one. Where a name is missing nothing is sure.
    """
    first, second = (set(re.findall(r"\w+", plain(text))) for text in (one, other))
    return bool(first and second) and not (first <= second or second <= first)


def listed(view: View, exercise: str) -> Listed:
    """The exercise of the book that has this id; an ExportError where there is none."""
    for one in view.exercises:
        if one.id == exercise:
            return one
    known = ", ".join(for_terminal(one.id) for one in view.exercises)
    raise ExportError(
        f"The grade book has no exercise {for_terminal(exercise)}: name one of {known}."
        if known
        else f"The grade book has no exercise {for_terminal(exercise)}: it is empty, so grade one first."
    )


def entries_of(view: View, exercise: str) -> dict[str, Entry]:
    """The entries of one exercise by the learner's id."""
    return {entry.learner: entry for entry in view.entries if entry.exercise == exercise}


__all__ = [
    "ExportError",
    "Filled",
    "called",
    "differ",
    "entries_of",
    "known",
    "listed",
    "named",
    "number",
    "parsed",
    "plain",
]
