"""Grade books in a line, and what is kept in them."""

import shutil
from pathlib import Path
from typing import Any

from grader.book.packed import pack
from grader.book.policy import Policy
from grader.book.record import Entry, View
from grader.book.store import Book, HandedIn, Kept
from grader.book.view import view
from grader.learners import Learner
from grader.report.record import Isolation, Report

EXERCISE = "exercise07_softmax"
A, B, C = ("a" * 64, "b" * 64, "c" * 64)  # contents that somebody hands in
OLD, NEW = "old", "new"  # settings under which they are graded
NOW = "2026-11-20T10:00:00+00:00"


def report(score: float, maximum: float = 10.0, **more: Any) -> Report:
    """A report of no checks."""
    return Report(
        EXERCISE, "Softmax", score, maximum, "passed", Isolation("isolated", "fork"), "numpy", "cpu", "seed", {},
        "softmax.py", A, "recording", NOW, 0.5, (), **more,
    )  # fmt: skip


def kept(digest: str = A, score: float = 7.0, **more: Any) -> Kept:
    """A grading."""
    plain = Kept(
        digest, OLD, "isolated", score, 10.0, "failed", 0.5, NOW, pack(report(score)), f"source {digest[0]}".encode(),
        (("softmax", "signature", True, ""),),
    )  # fmt: skip
    return plain._replace(**more)


def handed(**more: Any) -> HandedIn:
    """Where and when it was handed in."""
    return HandedIn("class/anna", "", None, NOW)._replace(**more)


def made(path: Path) -> Book:
    """A new book in which anna and ben are enrolled, and softmax is worth 10 points."""
    book = Book.write(path)
    book.enrol([Learner("anna", "Anna"), Learner("ben", "Ben")])
    book.list_exercise(EXERCISE, "Softmax", 10.0)
    return book


def read(book: Book, policy: Policy | None = None, **which: Any) -> View:
    """The book as it reads under a policy."""
    return view(book, policy or Policy(), "A course", **which)


def entry(book: Book, learner: str = "anna", policy: Policy | None = None) -> Entry:
    """What softmax comes to for somebody."""
    (found,) = [one for one in read(book, policy).entries if (one.learner, one.exercise) == (learner, EXERCISE)]
    return found


def dump(book: Book) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the book."""
    tables = [str(row[0]) for row in book.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {table: sorted(book.rows(f"SELECT * FROM {table}"), key=repr) for table in tables}


def copy(book: Path, to: Path) -> Path:
    """A copy of a book that is closed."""
    return Path(shutil.copy(book, to))
