"""A grade book on the disk: one SQLite file in which everything that was finished is kept at once.

Who writes: one process at a time, which holds a lock on a file beside the book for as long as it lives. Who reads: as
many as like, also meanwhile. Killed at any moment, the book holds every transaction that was finished and no half of
another; what comes again does no harm, since every write is keyed by what it is about.
"""

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

from grader.book.schema import APPLICATION, VERSION, migrate, version
from grader.learners import Learner

BUSY_SECONDS = 10.0

# Of all gradings of the attempt that a row of `grading` is of: the number of the one that counts.
_HIGHEST = (
    "(SELECT max(counts) FROM grading other WHERE other.learner = grading.learner AND other.exercise = grading.exercise"
    " AND other.digest = grading.digest)"
)
_LET_COUNT = f"UPDATE grading SET counts = 1 + {_HIGHEST} WHERE counts <= {_HIGHEST}"  # noqa: S608 -- constants
_UNLESS = f" AND (counts = 0 OR counts < {_HIGHEST})"
# The gradings under a setting that do not count, though their attempt was graded: learner, id, and the one that does.
STANDS_BACK = (
    "SELECT learner, id, (SELECT id FROM grading old WHERE old.learner = grading.learner AND old.exercise ="  # noqa: S608
    " grading.exercise AND old.digest = grading.digest AND old.counts > 0 ORDER BY old.counts DESC LIMIT 1)"
    " FROM grading JOIN attempt USING (learner, exercise, digest) WHERE exercise = ? AND setting = ?"
    f" AND counts < {_HIGHEST} ORDER BY learner, turn"
)


class BookError(Exception):
    """The grade book cannot be used; the message says what to do."""


class UnfitBookError(BookError):
    """The file that was named cannot be used as a book here: name another."""


class BookBusyError(UnfitBookError):
    """Somebody else writes into the book."""


class Kept(NamedTuple):
    """A grading to keep, and the attempt that it is of."""

    digest: str
    setting: str
    level: str
    score: float
    maximum: float
    verdict: str
    seconds: float
    made: str
    report: bytes
    source: bytes
    failures: Sequence[tuple[str, str, bool, str]]  # check, signature, whether to look for a smaller case, mistakes


class HandedIn(NamedTuple):
    """Where an attempt came from, and when."""

    path: str
    submitted: str
    late: bool | None
    seen: str


class Book:
    """An open grade book. Use it as a context manager."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: int | None) -> None:
        self.path = path
        self.connection = connection
        self._lock = lock

    @classmethod
    def read(cls, path: Path) -> Self:
        """Open a book that is there, to read it. Raises BookError."""
        if not path.is_file():
            raise UnfitBookError(
                f"There is no grade book {path}: `dlgrade grade` makes one. Name one with --book FILE."
            )
        return cls(path, _connect(path), None)

    @classmethod
    def write(cls, path: Path) -> Self:
        """Open a book to write into it; one that is not there is made. Raises BookError, BookBusyError."""
        if not path.parent.is_dir():
            raise UnfitBookError(
                f"There is no folder {path.parent} for the grade book. Make it, or name another with --book."
            )
        lock = _locked(path)
        try:
            return cls(path, _connect(path, writes=True), lock)
        except BaseException:
            _unlock(lock)
            raise

    def close(self) -> None:
        """Close the book, and let others write."""
        with contextlib.suppress(sqlite3.Error):
            self.connection.close()
        if self._lock is not None:
            _unlock(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything in it is kept, or nothing. Raises BookError where the disk refuses."""
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield self.connection
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            raise _told(self.path, error) from None
        except UnicodeEncodeError as error:
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            raise BookError(f"{error.object!a} cannot be written down: it holds half a character. Rename it.") from None
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            raise

    @contextlib.contextmanager
    def as_it_is_now(self) -> Iterator[None]:
        """All that is read in it is of one moment, whatever is written meanwhile. Raises BookError."""
        self.rows("BEGIN")
        try:
            yield
        finally:
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("COMMIT")

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query. Raises BookError."""
        try:
            return self.connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise _told(self.path, error) from None

    def enrol(self, learners: Sequence[Learner]) -> None:
        """Keep who is in the class. What is known of somebody already, and not told again, stays."""
        with self._transaction() as connection:
            for one in learners:
                row = connection.execute("SELECT name, email, ids FROM learner WHERE id = ?", (one.id,)).fetchone()
                name, email, ids = row or ("", "", "{}")
                known = json.dumps(json.loads(ids) | one.ids, sort_keys=True, ensure_ascii=False)
                connection.execute(
                    "INSERT OR REPLACE INTO learner VALUES (?, ?, ?, ?)",
                    (one.id, one.name or name, one.email or email, known),
                )

    def list_exercise(self, exercise: str, title: str, maximum: float) -> None:
        """Keep what an exercise is worth."""
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO exercise VALUES (?, ?, ?)", (exercise, title, maximum))

    def known(self, exercise: str, setting: str) -> dict[str, list[tuple[str, str]]]:
        """What was graded under a setting: for each learner, digests and the levels that were reached."""
        found: dict[str, list[tuple[str, str]]] = {}
        query = "SELECT learner, digest, level FROM grading WHERE exercise = ? AND setting = ?"
        for learner, digest, level in self.rows(query, exercise, setting):
            found.setdefault(learner, []).append((digest, level))
        return found

    def keep(self, learner: str, exercise: str, handed: HandedIn, kept: Kept) -> None:
        """Keep a finished grading, at once and whole: it counts."""
        with self._transaction() as connection:
            self._attempt(connection, learner, exercise, kept.digest, handed, kept.source)
            made = self._grading(connection, learner, exercise, kept)
            connection.execute(_LET_COUNT + " AND id = ?", (made,))
            connection.execute("DELETE FROM trouble WHERE learner = ? AND exercise = ?", (learner, exercise))

    def propose(self, learner: str, exercise: str, kept: Kept) -> None:
        """Keep another grading of an attempt that is in the book; it counts when it is accepted.

        One under this setting that was accepted before stays as it is: nobody loses it by being graded once more.
        """
        query = "SELECT 1 FROM grading WHERE learner = ? AND exercise = ? AND digest = ? AND setting = ? AND counts > 0"
        with self._transaction() as connection:
            if not connection.execute(query, (learner, exercise, kept.digest, kept.setting)).fetchone():
                self._grading(connection, learner, exercise, kept)

    def _grading(self, connection: sqlite3.Connection, learner: str, exercise: str, kept: Kept) -> int | None:
        """Write a grading that does not count yet; its id."""
        key = (learner, exercise, kept.digest, kept.setting)
        connection.execute("DELETE FROM grading WHERE learner = ? AND exercise = ? AND digest = ? AND setting = ?", key)
        explained = not any(shrinks for _, _, shrinks, _ in kept.failures)
        made = connection.execute(
            "INSERT INTO grading (learner, exercise, digest, setting, counts, level, score, maximum, verdict,"
            " seconds, made, report, explained) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*key, 0, kept.level, kept.score, kept.maximum, kept.verdict, kept.seconds, kept.made, kept.report,
             explained),
        )  # fmt: skip
        connection.executemany(
            "INSERT INTO failure VALUES (?, ?, ?, ?, ?)", [(made.lastrowid, *failure) for failure in kept.failures]
        )
        return made.lastrowid

    def again(self, learner: str, exercise: str, digest: str, setting: str, handed: HandedIn) -> None:
        """Note that somebody handed in what was graded before: it is their last attempt now, and it counts."""
        with self._transaction() as connection:
            self._attempt(connection, learner, exercise, digest, handed, b"")
            connection.execute(
                _LET_COUNT + _UNLESS + " AND learner = ? AND exercise = ? AND digest = ? AND setting = ?",
                (learner, exercise, digest, setting),
            )
            connection.execute("DELETE FROM trouble WHERE learner = ? AND exercise = ?", (learner, exercise))

    def _attempt(
        self, connection: sqlite3.Connection, learner: str, exercise: str, digest: str, handed: HandedIn, source: bytes
    ) -> None:
        mine = (learner, exercise)
        latest = connection.execute(
            "SELECT digest, turn FROM attempt WHERE learner = ? AND exercise = ? ORDER BY turn DESC LIMIT 1", mine
        ).fetchone()
        number = latest[1] if latest else 0
        turn = number if latest and latest[0] == digest else number + 1
        connection.execute(
            "INSERT INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET turn = excluded.turn,"
            " path = excluded.path, late = coalesce(excluded.late, late),"
            " submitted = CASE excluded.submitted WHEN '' THEN submitted ELSE excluded.submitted END",
            (*mine, digest, turn, handed.path, handed.submitted, handed.late, handed.seen, source),
        )

    def note_trouble(self, learner: str, exercise: str, kind: str, why: str, seen: str) -> None:
        """Keep why something could not be graded. An earlier attempt that was graded still counts."""
        with self._transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO trouble VALUES (?, ?, ?, ?, ?)", (learner, exercise, kind, why, seen)
            )

    def forget_trouble(self, learner: str, exercise: str) -> None:
        """There is none any more."""
        if self.rows("SELECT 1 FROM trouble WHERE learner = ? AND exercise = ?", learner, exercise):
            with self._transaction() as connection:
                connection.execute("DELETE FROM trouble WHERE learner = ? AND exercise = ?", (learner, exercise))

    def explain(self, examples: Sequence[tuple[str, bytes | None]]) -> None:
        """Keep the smallest example of each way to fail; None where none is smaller than what was recorded."""
        with self._transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO explanation VALUES (?, ?)", examples)

    def show(self, grading: int, report: bytes) -> None:
        """Keep a report with its smallest cases; nothing else of the grading changes."""
        with self._transaction() as connection:
            connection.execute("UPDATE grading SET report = ?, explained = 1 WHERE id = ?", (report, grading))

    def accept(self, exercise: str, setting: str) -> int:
        """Let the gradings that were proposed under a setting count; how many there were."""
        with self._transaction() as connection:
            query = _LET_COUNT + _UNLESS + " AND exercise = ? AND setting = ?"
            return connection.execute(query, (exercise, setting)).rowcount

    def adjust(self, learner: str, exercise: str, points: float, reason: str, author: str, made: str) -> None:
        """Keep points that a person gives or takes."""
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO adjustment (learner, exercise, points, reason, author, made) VALUES (?, ?, ?, ?, ?, ?)",
                (learner, exercise, points, reason, author, made),
            )

    def fact(self, name: str) -> str:
        """Something that the book knows of itself; empty where it does not."""
        found = self.rows("SELECT value FROM fact WHERE name = ?", name)
        return str(found[0][0]) if found else ""


def _connect(path: Path, *, writes: bool = False) -> sqlite3.Connection:
    """Open the database and bring it to this version. Raises BookError."""
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise _told(path, error) from None
    try:
        _check(path, connection)
        if writes:
            connection.execute("PRAGMA journal_mode = WAL")  # a network folder may refuse, and keep its journal
            connection.execute("PRAGMA synchronous = NORMAL")  # a power cut may lose the last ones, and breaks nothing
            migrate(connection)
        elif _is_empty(connection):
            raise UnfitBookError(f"There is nothing in {path} yet: `dlgrade grade` makes a grade book of it.")
        elif version(connection) < VERSION:
            migrate(connection)
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error as error:
        connection.close()
        raise _told(path, error) from None
    except BookError:
        connection.close()
        raise
    return connection


def _check(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse what is no grade book, or one that a newer version wrote."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION and not _is_empty(connection):
        raise UnfitBookError(f"{path} is a database, and no grade book of dlgrade. Name another file with --book.")
    if version(connection) > VERSION:
        raise UnfitBookError(
            f"{path} was written by a newer version of dlgrade (its format is {version(connection)}, this one knows "
            f"{VERSION}). Use that version; nothing was changed."
        )


def _is_empty(connection: sqlite3.Connection) -> bool:
    return int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]) == 0


def _locked(path: Path) -> int | None:
    """Lock the file beside the book that says who writes. The kernel unlocks it when we are gone, however we go."""
    try:
        import fcntl
    except ImportError:  # pragma: no cover -- Windows, where SQLite's own locks must do
        return None
    name = path.with_name(f"{path.name}.lock")
    try:
        descriptor = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise UnfitBookError(f"{path} cannot be written: {error.strerror}. Name another file with --book.") from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 32, 0).decode(errors="replace").strip()
        os.close(descriptor)
        who = f" (process {holder})" if holder.isdigit() else ""
        raise BookBusyError(
            f"Another dlgrade{who} writes into {path} at this moment. Wait for it, or name another book with --book."
        ) from None
    except OSError:  # a file system without locks: SQLite's own keep the book whole
        os.close(descriptor)
        return None
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    return descriptor


def _unlock(descriptor: int | None) -> None:
    if descriptor is not None:
        os.close(descriptor)


def _told(path: Path, error: sqlite3.Error) -> BookError:
    """The sentence for what SQLite says."""
    text = str(error)
    if "full" in text:
        return BookError(
            f"The disk is full, so {path} could not be written. What was finished before is in it: make room, and run "
            "the same command again."
        )
    if "not a database" in text or "malformed" in text:
        return UnfitBookError(f"{path} is no grade book, or is damaged ({text}). Name another file with --book.")
    if "locked" in text:
        return BookBusyError(f"{path} is in use by another program. Run the command again when that is done.")
    if "readonly" in text or "unable to open" in text:
        return UnfitBookError(f"{path} may not be read or written here ({text}). Name another file with --book.")
    return BookError(
        f"{path} could not be read or written: {text}. What was finished before is in it: run the same command again."
    )


__all__ = ["Book", "BookBusyError", "BookError", "HandedIn", "Kept", "UnfitBookError"]
