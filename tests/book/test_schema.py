"""A book of an earlier version is brought to this one with everything in it, or not at all."""

import contextlib
import itertools
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.book import schema
from grader.book.packed import pack
from grader.book.schema import APPLICATION, STEPS, VERSION
from grader.book.store import Book, BookError
from tests.book.factory import EXERCISE, NEW, NOW, OLD, A, B, dump, entry, handed, kept, made, report

ROWS: dict[str, list[tuple[Any, ...]]] = {
    "fact": [("salt", "pepper")],
    "learner": [("anna", "Anna", "anna@uni.edu", '{"canvas": "4711"}'), ("ben", "", "", "{}")],
    "exercise": [(EXERCISE, "Softmax", 10.0)],
    "attempt": [
        ("anna", EXERCISE, A, 2, "anna", NOW, 1, NOW, b"a"), ("anna", EXERCISE, B, 1, "anna", "", None, "", b""),
    ],
    "grading": [
        (5, "anna", EXERCISE, A, OLD, 1, "isolated", 7.0, 10.0, "failed", 0.5, NOW, pack(report(7.0))),
        (9, "anna", EXERCISE, A, NEW, 0, "isolated", 8.0, 10.0, "failed", 0.5, NOW, pack(report(8.0))),
    ],
    "trouble": [("ben", EXERCISE, "refused", "No softmax.py.", NOW)],
    "adjustment": [(3, "ben", EXERCISE, 2.5, "Oral exam.", "prof", NOW)],
}  # fmt: skip


def first_version(path: Path) -> Path:
    """A book as the first version wrote it."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(STEPS[0])
        for table, rows in ROWS.items():
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        connection.execute("PRAGMA user_version = 1")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.commit()
    return path


@pytest.mark.parametrize("open_it", [Book.read, Book.write])
def test_everything_in_a_book_of_the_first_version_is_kept(path: Path, open_it: Callable[[Path], Book]) -> None:
    with open_it(first_version(path)) as book:
        found = dump(book)
        assert {table: [row[: len(rows[0])] for row in found[table]] for table, rows in ROWS.items()} == ROWS
        assert book.rows("PRAGMA user_version") == [(VERSION,)]
        assert (entry(book).score, entry(book).attempts, entry(book, "ben").score) == (7.0, 1, 2.5)


def test_a_book_that_was_migrated_has_the_tables_of_a_new_one(path: Path) -> None:
    def tables(path: Path) -> list[tuple[object, ...]]:
        with Book.read(path) as book:
            names = book.rows("SELECT type, name FROM sqlite_master ORDER BY 1, 2")
            columns = [book.rows(f"PRAGMA table_info({name})") for kind, name in names if kind == "table"]
            return [*names, *itertools.chain(*columns)]

    made(path.with_name("new.sqlite")).close()
    assert tables(first_version(path)) == tables(path.with_name("new.sqlite"))


def test_a_book_that_was_migrated_can_be_written(path: Path) -> None:
    with Book.write(first_version(path)) as book:
        assert book.accept(EXERCISE, NEW) == 1
        book.keep("anna", EXERCISE, handed(), kept(B, 9.0))
        assert (entry(book).score, entry(book).attempts) == (9.0, 2)
        assert book.fact("salt") == "pepper"


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first_version(path)
    before = path.read_bytes()
    monkeypatch.setattr(schema, "STEPS", (*STEPS[:-1], f"{STEPS[-1]}\nINSERT INTO no_such_table VALUES (1);"))
    with pytest.raises(BookError, match="no_such_table"):
        Book.read(path)
    assert path.read_bytes() == before
    monkeypatch.undo()
    with Book.read(path) as book:
        assert entry(book).score == 7.0


def test_two_who_migrate_at_once_do_no_harm(path: Path) -> None:
    first_version(path)
    scores: list[float | None] = []

    def read() -> None:
        with Book.read(path) as book:
            scores.append(entry(book).score)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert scores == [7.0] * 8


def test_each_statement_of_a_step_is_found() -> None:
    for step in STEPS:
        assert "".join(schema._statements(step)).split() == step.split()
        assert all(sqlite3.complete_statement(statement) for statement in schema._statements(step))
