"""A roster: a CSV file that says who is in the class. It may come from anywhere: headings tell its columns."""

import csv
import io
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from grader.intake.errors import IntakeError
from grader.intake.people import as_id
from grader.intake.times import iso
from grader.learners import Learner
from grader.submission.envelope import Refusal, open_file
from grader.submission.found import shown_path
from grader.submission.names import shown

IDS = ("id", "student id", "sid", "identifier", "login", "username", "github")  # the first that is there is the id
NAMES = ("name", "full name", "student")
EMAILS = ("email", "email address")
TIMES = ("submitted", "handed in")
MAX_ROSTER = 16 << 20  # bytes
SAMPLE = 1 << 13  # characters from which the separator is told
SEPARATORS = ",;\t|"
TOLD = 5  # lines in a remark
EXAMPLE = "2026-01-31T18:00:00+01:00"
PARTICIPANT = re.compile(r"\D+ ([0-9]+)")  # Moodle's grading worksheet, in any language: `Participant 4711`


class Row(Struct, frozen=True):
    """A learner of the roster. `ids` are all that the columns of ids hold; `line` counts from 1."""

    line: int
    id: str
    ids: tuple[str, ...]
    name: str = ""
    email: str = ""
    submitted: str = ""


def read_roster(path: Path) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows of a roster, and remarks.

    Raises:
        IntakeError: it cannot be read, or is no roster.
    """
    opened = open_file(path)
    if isinstance(opened, Refusal):
        missing = not path.exists()
        raise IntakeError(f"There is no roster {shown_path(path)}." if missing else f"{shown_path(path)} {opened.why}.")
    try:
        with os.fdopen(opened, "rb") as file:
            return parse(file.read(MAX_ROSTER + 1))
    except OSError as error:
        raise IntakeError(f"{shown_path(path)} cannot be read: {error.strerror}.") from None
    except _RosterError as error:
        raise IntakeError(f"{shown_path(path)} {error}.") from None


class _RosterError(ValueError):
    """It is no roster; the message goes on after its name."""


def parse(data: bytes) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows of a roster, and remarks.

    Raises:
        ValueError: it is none; the message goes on after its name.
    """
    if len(data) > MAX_ROSTER:
        raise _RosterError(f"is larger than {MAX_ROSTER >> 20} MiB, so it is hardly a roster")
    lines = _lines(data)
    _, headings = next(lines, (0, []))
    columns = [" ".join(re.split(r"[\s_-]+", heading.strip().casefold())) for heading in headings]
    if not columns:
        raise _RosterError("is empty: a roster has a row of headings and a row for each learner")
    if not set(columns) & set(IDS):
        raise _RosterError(f"has no column of ids: call one {', '.join(IDS[:-1])} or {IDS[-1]}")
    found = [_row(line, columns, cells) for line, cells in lines]
    rows = tuple(row for row in found if row.id)
    if not rows:
        raise _RosterError("has no row with an id: a roster has a row for each learner")
    _refuse_twice(rows)
    without = [str(row.line) for row in found if not row.id]
    more = f" and {len(without) - TOLD} more" if len(without) > TOLD else ""
    note = f"Rows of the roster that have no id were passed over: line {', '.join(without[:TOLD])}{more}."
    return rows, (note,) if without else ()


def _lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with its line."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise _RosterError("is no text in UTF-8: save it as CSV in UTF-8, and not as a workbook")
    reader = csv.reader(io.StringIO(text, newline=""), _dialect(text), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise _RosterError(f"is no CSV (line {reader.line_num}: {error})") from None


def _dialect(text: str) -> type[csv.Dialect]:
    """How the cells are separated. The sniffer may be led astray by what people are called: the headings decide."""
    sample = text[:SAMPLE].rpartition("\n")[0] or text[:SAMPLE]
    headings = text.lstrip().partition("\n")[0]
    try:
        found = csv.Sniffer().sniff(sample, SEPARATORS)
    except csv.Error:
        found = csv.excel
    likeliest = max(SEPARATORS, key=headings.count)

    class Dialect(csv.excel):
        delimiter = found.delimiter if found.delimiter in headings else likeliest
        quotechar = "'" if headings.startswith("'") else '"'
        skipinitialspace = True

    return Dialect


def _row(line: int, columns: list[str], cells: list[str]) -> Row:
    row: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        row.setdefault(column, unicodedata.normalize("NFC", cell.strip()))
    ids = [row[column] for column in IDS if row.get(column)]
    participant = PARTICIPANT.fullmatch(row.get("identifier", ""))
    told = _first(row, TIMES)
    if told and not iso(told):
        raise _RosterError(
            f"tells in line {line} no time with its offset from UTC, but {shown(told)}: write it like {EXAMPLE}"
        )
    return Row(
        line=line, id=ids[0] if ids else "", ids=(*ids, *(participant.groups() if participant else ())),
        name=_first(row, NAMES), email=_first(row, EMAILS), submitted=iso(told),
    )  # fmt: skip


def _first(row: dict[str, str], columns: tuple[str, ...]) -> str:
    return next((row[column] for column in columns if row.get(column)), "")


def _refuse_twice(rows: tuple[Row, ...]) -> None:
    lines: dict[str, int] = {}
    for row in rows:
        if row.id in lines:
            where = f"lines {lines[row.id]} and {row.line}"
            raise _RosterError(f"has the id {shown(row.id)} twice, in {where}: leave only one row of each learner")
        lines[row.id] = row.line


class Roster:
    """Rows by what they can be known by."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self.rows = rows
        keys = [(key, row) for row in rows for key in {*row.ids, row.email.casefold()} - {""}]
        count = Counter(key for key, _ in keys)
        self._by_key = {key: row for key, row in keys if count[key] == 1} | {row.id: row for row in rows}

    def row(self, learner: Learner) -> Row | None:
        """The row of a learner: by the id, what any system calls them, or the address."""
        addresses = [text.casefold() for text in (learner.email, learner.id) if "@" in text]
        keys = [as_id(key) for key in (learner.id, *learner.ids.values(), *addresses)]
        return next((self._by_key[key] for key in keys if key in self._by_key), None)
