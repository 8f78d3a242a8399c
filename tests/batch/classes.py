"""Small classes to grade, and what a grade book comes to but for the time it was filled."""

import json
import re
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.classes import kind_of, source_of
from grader.book.store import Book

TIMES = re.compile(r"seconds|started|made|seen")
ORDER = {
    "learner": "id", "exercise": "id", "attempt": "learner, exercise, digest", "trouble": "learner, exercise",
    "adjustment": "id", "explanation": "signature",
    "grading": "learner, exercise, digest, setting",
}  # fmt: skip


def make_class(folder: Path, numbers: Iterable[int]) -> Path:
    """Some of the submissions of the benchmark's class, a folder each."""
    for number in numbers:
        place = folder / f"student{number:03}"
        place.mkdir(parents=True)
        (place / "softmax.py").write_text(source_of(kind_of(number), number), encoding="utf-8")
    return folder


def content(path: Path) -> dict[str, Any]:
    """All that a book holds, in an order of its own, without times: of two runs over one class it is the same."""
    with Book.read(path) as book:
        found: dict[str, Any] = {}
        for table, order in ORDER.items():
            names = [row[1] for row in book.rows(f"PRAGMA table_info({table})")]
            rows = [dict(zip(names, row, strict=True)) for row in book.rows(f"SELECT * FROM {table} ORDER BY {order}")]
            found[table] = [_timeless(table, row) for row in rows]
        found["failure"] = book.rows(
            "SELECT learner, exercise, digest, setting, name, signature, shrinks FROM failure"
            " JOIN grading ON grading.id = failure.grading ORDER BY learner, exercise, digest, setting, name"
        )
        return found


def _timeless(table: str, row: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if not TIMES.fullmatch(name)}
    if table == "grading":
        del kept["id"]  # the order in which workers were done
        kept["report"] = timeless_report(msgspec.msgpack.decode(zlib.decompress(kept["report"])))
    return kept


def timeless_report(report: dict[str, Any]) -> dict[str, Any]:
    """A report without what depends on the clock."""
    whole: dict[str, Any] = json.loads(json.dumps(report))
    for part in (whole, *whole["checks"]):
        for name in [name for name in part if TIMES.fullmatch(name)]:
            del part[name]
    return whole
