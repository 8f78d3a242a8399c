"""The tables of a grade book, as the steps by which each version came from the one before.

A book remembers in `PRAGMA user_version` how many steps were taken. A step that was published is never changed: the
next one changes what it made.
"""

import contextlib
import secrets
import sqlite3
from collections.abc import Iterator

APPLICATION = 0x646C6772  # "dlgr", in the file's header: so that another program's database is not taken for a book

STEPS: tuple[str, ...] = (
    # 1: what was handed in, and what it was graded with.
    """
    CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE learner (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, ids TEXT NOT NULL
    );
    CREATE TABLE exercise (id TEXT PRIMARY KEY, title TEXT NOT NULL, maximum REAL NOT NULL);
    -- One content that a learner handed in. `turn` numbers a learner's attempts: the highest is the last one.
    CREATE TABLE attempt (
        learner TEXT NOT NULL, exercise TEXT NOT NULL, digest TEXT NOT NULL, turn INTEGER NOT NULL,
        path TEXT NOT NULL, submitted TEXT NOT NULL, late INTEGER, seen TEXT NOT NULL, source BLOB NOT NULL,
        PRIMARY KEY (learner, exercise, digest)
    );
    -- One grading of an attempt under one setting: suite, seed, versions, device, limits. Of several, the one with the
    -- highest `counts` does; 0 is proposed.
    CREATE TABLE grading (
        id INTEGER PRIMARY KEY, learner TEXT NOT NULL, exercise TEXT NOT NULL, digest TEXT NOT NULL,
        setting TEXT NOT NULL, counts INTEGER NOT NULL, level TEXT NOT NULL,
        score REAL NOT NULL, maximum REAL NOT NULL, verdict TEXT NOT NULL, seconds REAL NOT NULL, made TEXT NOT NULL,
        report BLOB NOT NULL,
        UNIQUE (learner, exercise, digest, setting)
    );
    -- Why the last thing that somebody handed in could not be graded.
    CREATE TABLE trouble (
        learner TEXT NOT NULL, exercise TEXT NOT NULL, kind TEXT NOT NULL, why TEXT NOT NULL, seen TEXT NOT NULL,
        PRIMARY KEY (learner, exercise)
    );
    CREATE TABLE adjustment (
        id INTEGER PRIMARY KEY, learner TEXT NOT NULL, exercise TEXT NOT NULL, points REAL NOT NULL,
        reason TEXT NOT NULL, author TEXT NOT NULL, made TEXT NOT NULL
    );
    """,
    # 2: how checks fail, so that equal failures are explained once.
    """
    ALTER TABLE grading ADD COLUMN explained INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE failure (
        grading INTEGER NOT NULL REFERENCES grading (id) ON DELETE CASCADE,
        name TEXT NOT NULL, signature TEXT NOT NULL, shrinks INTEGER NOT NULL,
        PRIMARY KEY (grading, name)
    ) WITHOUT ROWID;
    CREATE INDEX failure_by_signature ON failure (signature);
    CREATE TABLE explanation (signature TEXT PRIMARY KEY, example BLOB);
    """,
    # 3: the known mistakes that explain a failure; empty where none does.
    """
    ALTER TABLE failure ADD COLUMN mistake TEXT NOT NULL DEFAULT '';
    """,
)

VERSION = len(STEPS)


def version(connection: sqlite3.Connection) -> int:
    """The steps that a book has taken."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Take the steps that the book has not taken yet, all or none."""
    if version(connection) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number in range(version(connection), VERSION):  # asked again: another may have been quicker
            for statement in _statements(STEPS[number]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("INSERT OR IGNORE INTO fact VALUES ('salt', ?)", (secrets.token_hex(16),))
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):  # a full disk has undone it already
            connection.execute("ROLLBACK")
        raise


def _statements(step: str) -> Iterator[str]:
    """The statements of a step: `executescript` would commit what is open."""
    statement = ""
    for line in step.splitlines():
        statement += f"{line}\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


__all__ = ["APPLICATION", "STEPS", "VERSION", "migrate", "version"]
