"""What cannot be a grade book is refused in one sentence; a full disk costs what did not fit; one process writes."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.book.store import Book, BookBusyError, BookError, UnfitBookError
from tests.book.factory import EXERCISE, copy, dump, entry, handed, kept, made
from tests.cli.terminal import can_mount, small_disk
from tests.cli.test_interrupt import until
from tests.harness import ROOT


def other_program(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)")
        connection.commit()


def truncated(path: Path, size: int) -> None:
    with made(path) as book:
        for number in range(50):
            book.keep(f"learner{number}", EXERCISE, handed(), kept())
    os.truncate(path, size)


def newer(path: Path) -> None:
    made(path).close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


UNFIT: dict[str, tuple[Callable[[Path], object], str]] = {
    "a text file": (lambda path: path.write_text("anna,7\nben,8\n" * 100), "is no grade book, or is damaged"),
    "a short text": (lambda path: path.write_text("anna"), "is no grade book, or is damaged"),
    "another program's": (other_program, "is a database, and no grade book of dlgrade"),
    "cut in its first page": (lambda path: truncated(path, 1000), "is no grade book, or is damaged"),
    "a folder": (lambda path: path.mkdir(), "grade book|may not be read or written"),
    "a newer version's": (newer, "was written by a newer version of dlgrade \\(its format is 99"),
}


@pytest.mark.parametrize("open_it", [Book.read, Book.write])
@pytest.mark.parametrize("what", UNFIT)
def test_what_is_no_book_is_refused_and_left_as_it_was(path: Path, open_it: Callable[[Path], Book], what: str) -> None:
    make, words = UNFIT[what]
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UnfitBookError, match=words) as told:
        open_it(path)
    assert str(path) in str(told.value)
    assert "\n" not in str(told.value)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not [one for one in path.parent.iterdir() if one.name.endswith(("-wal", "-shm", "-journal"))]


@pytest.mark.parametrize("pages", [1, 4, 9])
def test_a_book_that_lost_its_end_is_said_to_be_damaged(path: Path, pages: int) -> None:
    truncated(path, pages * 4096)
    with pytest.raises(UnfitBookError, match="is damaged"), Book.read(path) as book:
        dump(book)


def test_an_empty_file_is_no_book_to_read_and_becomes_one_to_write(path: Path) -> None:
    path.touch()
    with pytest.raises(UnfitBookError, match=r"There is nothing in .* yet"):
        Book.read(path)
    assert path.read_bytes() == b""
    made(path).close()
    with Book.read(path) as book:
        assert entry(book).state == "missing"


def test_a_book_that_is_not_there_is_not_made_by_reading(path: Path) -> None:
    with pytest.raises(UnfitBookError, match=r"There is no grade book .*grades.sqlite: `dlgrade grade` makes one"):
        Book.read(path)
    with pytest.raises(UnfitBookError, match=r"There is no folder .*gone for the grade book"):
        Book.write(path.parent / "gone" / "grades.sqlite")
    assert list(path.parent.iterdir()) == []


@pytest.mark.skipif(not can_mount(), reason="needs a file system of its own to be read-only for root as well")
def test_a_folder_that_may_not_be_written_is_said_to_be_one(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=4m") as disk:
        made(disk / "grades.sqlite").close()
        (disk / "grades.sqlite.lock").unlink()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for name in ("grades.sqlite", "new.sqlite"):
            with pytest.raises(UnfitBookError, match="cannot be written: Read-only file system"):
                Book.write(disk / name)
        with pytest.raises(UnfitBookError, match="may not be read or written here"):
            Book.read(disk / "grades.sqlite")


# A disk that is full.


def test_a_full_disk_is_told_and_costs_only_what_did_not_fit(book: Book, path: Path) -> None:
    book.keep("anna", EXERCISE, handed(), kept())
    ((pages,),) = book.rows("PRAGMA page_count")
    book.rows(f"PRAGMA max_page_count = {pages + 4}")
    before = dump(book)
    with pytest.raises(
        BookError, match=r"The disk is full, so .* What was finished before is in it: make room"
    ) as told:
        book.keep("ben", EXERCISE, handed(), kept(report=os.urandom(100_000)))
    assert not isinstance(told.value, UnfitBookError)
    assert dump(book) == before
    book.rows(f"PRAGMA max_page_count = {pages + 400}")
    book.keep("ben", EXERCISE, handed(), kept(report=os.urandom(100_000)))
    book.close()
    with Book.read(path) as again:
        assert entry(again, "ben").score == 7.0


def filled(book: Book) -> int:
    """Write until the disk is full; how much was finished."""
    for number in range(1000):
        with contextlib.suppress(BookError):
            book.keep(f"learner{number}", EXERCISE, handed(), kept(report=os.urandom(20_000)))
            continue
        return number
    raise AssertionError("it never was full")


@pytest.mark.skipif(not can_mount(), reason="needs a disk of its own that is full")
def test_a_disk_that_fills_up_keeps_what_was_finished(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=1m") as disk:
        with made(disk / "grades.sqlite") as book:
            finished = filled(book)
            with pytest.raises(BookError, match="The disk is full"):
                book.keep("anna", EXERCISE, handed(), kept(report=os.urandom(20_000)))
        copied = copy(disk / "grades.sqlite", tmp_path / "copy.sqlite")
        wal = disk / "grades.sqlite-wal"
        if wal.exists():
            copy(wal, tmp_path / "copy.sqlite-wal")
        with Book.read(copied) as book:
            assert book.rows("SELECT count(*) FROM grading") == [(finished,)] != [(0,)]
            assert book.rows("PRAGMA integrity_check") == [("ok",)]


# Who writes, and who reads meanwhile.


def test_a_second_writer_is_told_who_is_the_first(book: Book, path: Path) -> None:
    with pytest.raises(BookBusyError, match=rf"Another dlgrade \(process {os.getpid()}\) writes into .* Wait for it"):
        Book.write(path)
    book.close()
    Book.write(path).close()


HOLDS = """
import sys, time
from pathlib import Path
from grader.book.store import Book
with Book.write(Path(sys.argv[1])):
    print("it is mine", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("killed", [True, False])
def test_a_second_process_is_told_who_is_the_first_and_may_write_when_that_is_gone(path: Path, killed: bool) -> None:
    words = [sys.executable, "-c", HOLDS, str(path)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as popen:
        assert popen.stdout is not None
        popen.stdout.readline()
        with pytest.raises(BookBusyError, match=rf"\(process {popen.pid}\)"):
            Book.write(path)
        Book.read(path).close()
        if killed:
            popen.send_signal(signal.SIGKILL)
        popen.communicate()
    made(path).close()


def test_readers_read_while_a_writer_writes(book: Book, path: Path) -> None:
    seen: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            with Book.read(path) as reader:
                seen.append(len(reader.rows("SELECT * FROM grading")))

    thread = threading.Thread(target=read)
    thread.start()
    number = 0
    while number < 100 or len(seen) < 5:
        book.keep(f"learner{number}", EXERCISE, handed(), kept())
        number += 1
    done.set()
    thread.join()
    assert seen == sorted(seen)
    assert seen[-1] <= number


def test_what_is_read_together_is_of_one_moment(book: Book, path: Path) -> None:
    book.note_trouble("anna", EXERCISE, "refused", "No softmax.py.", "now")
    with Book.read(path) as reader:
        with reader.as_it_is_now():
            assert reader.rows("SELECT count(*) FROM grading") == [(0,)]
            book.keep("anna", EXERCISE, handed(), kept())
            assert reader.rows("SELECT count(*) FROM trouble") == [(1,)]
        assert entry(reader).state == "graded"


WRITES = """
import sys
from pathlib import Path
from tests.book.factory import *
with made(Path(sys.argv[1])) as book:
    for number in range(10**9):
        book.keep(f"learner{number}", EXERCISE, handed(), kept(report=bytes(number % 50_000), failures=[
            (f"check{check}", "s", True, "") for check in range(10)]))
"""


@pytest.mark.parametrize("rows", [1, 60, 300])
def test_a_writer_that_is_killed_leaves_whole_transactions(path: Path, rows: int) -> None:
    words = [sys.executable, "-c", WRITES, str(path)]
    with subprocess.Popen(words, cwd=ROOT) as popen:
        until(path.exists)
        until(lambda: _gradings(path) >= rows)
        popen.kill()
    with Book.write(path) as book:
        ((gradings,),) = book.rows("SELECT count(*) FROM grading")
        assert gradings >= rows
        assert book.rows("SELECT count(*) FROM attempt") == [(gradings,)]
        assert book.rows("SELECT count(*) FROM failure") == [(10 * gradings,)]
        assert book.rows("SELECT count(*) FROM grading WHERE counts = 1") == [(gradings,)]
        assert book.rows("PRAGMA integrity_check") == [("ok",)]


def _gradings(path: Path) -> int:
    try:
        with Book.read(path) as book:
            return int(book.rows("SELECT count(*) FROM grading")[0][0])
    except BookError:  # it is not there yet
        return 0
