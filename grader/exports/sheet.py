r"""A CSV file of another system, read so that every byte of it can be put back where it was.

A sheet that comes back to the system it came from is not to differ in anything but the cells that were filled in: its
byte-order mark, the quotation marks around some cells, its line ends and its delimiter are the other system's business.
So a cell is known by where its bytes stand, quotation marks included, and filling replaces those bytes alone.

Quoting is that of RFC 4180, and where files are looser than that, as Python's `csv` reads them: a quotation mark counts
at the start of a cell only, text behind a closing one belongs to the cell, and `\r`, `\n` and `\r\n` each end a row.
"""

import codecs
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from grader.exports.common import ExportError

DELIMITERS = (",", ";", "\t")
_LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its bytes stand from `start` to `end`, quotation marks included; `text` is what they say."""

    start: int
    end: int
    text: str
    quoted: bool


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The bytes of a file and the cells in them; a line that holds nothing is a row without cells."""

    data: bytes
    delimiter: str
    rows: tuple[Row, ...]

    def raw(self, cell: Cell) -> bytes:
        """The bytes of a cell as they stand in the file."""
        return self.data[cell.start : cell.end]

    @property
    def mark(self) -> bytes:
        """The byte-order mark that the file begins with, or nothing."""
        return codecs.BOM_UTF8 if self.data.startswith(codecs.BOM_UTF8) else b""

    @property
    def newline(self) -> bytes:
        r"""What ends the first row; `\r\n` where nothing does."""
        ends = max((cell.end for cell in self.rows[0]), default=len(self.mark)) if self.rows else 0
        found = _LINE_END.match(self.data, ends)
        return found[0] if found else b"\r\n"


def scan(data: bytes, delimiter: str | None = None) -> Sheet:
    """The cells of a file in UTF-8; the delimiter is the one that parts the first row into the most cells."""
    if not _is_utf_8(data):
        raise ExportError(
            "This sheet is not encoded in UTF-8: download it again, and do not save it in a spreadsheet program."
        )
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    delimiter = delimiter or max(DELIMITERS, key=lambda one: len(next(_rows(data, start, one), ())))
    return Sheet(data, delimiter, tuple(_rows(data, start, delimiter)))


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _rows(data: bytes, position: int, delimiter: str) -> Iterator[Row]:
    between = re.escape(delimiter).encode()
    # The repetitions give nothing back, so a mark that is never closed costs one look at the file and not its square.
    pattern = re.compile(
        rb'"(?P<inner>[^"]*+(?:""[^"]*+)*+)"(?P<behind>[^%b\r\n]*+)|(?P<plain>(?!")[^%b\r\n]*+)' % (between, between)
    )
    cells: list[Cell] = []
    row = 1
    while position < len(data) or cells:
        found = pattern.match(data, position)
        if found is None:
            raise ExportError(f"A quotation mark in row {row} is never closed: download the sheet again.")
        cells.append(_cell(found))
        position = found.end()
        ending = _LINE_END.match(data, position)
        if ending is None and position < len(data):
            position += len(delimiter)
            continue
        blank = len(cells) == 1 and cells[0].start == cells[0].end
        yield () if blank else tuple(cells)
        cells, row = [], row + 1
        position = ending.end() if ending else position


def _cell(found: re.Match[bytes]) -> Cell:
    plain = found["plain"]
    raw = found["inner"].replace(b'""', b'"') + found["behind"] if plain is None else plain
    return Cell(found.start(), found.end(), raw.decode("utf-8"), quoted=plain is None)


def written(text: str, delimiter: str, *, quoted: bool = False) -> bytes:
    """The text as the bytes of a cell, in quotation marks where it needs them or is to have them."""
    if quoted or any(letter in text for letter in (delimiter, '"', "\r", "\n")):
        text = '"' + text.replace('"', '""') + '"'
    return text.encode("utf-8")


def filled(sheet: Sheet, texts: Mapping[tuple[int, int], str], quote: Collection[tuple[int, int]] = ()) -> bytes:
    """The bytes of the sheet with the cells at `texts` (row, column) replaced, and no other byte changed.

    A cell that stood in quotation marks keeps them; those in `quote` get them.
    """
    pieces: list[bytes] = []
    position = 0
    for (row, column), text in sorted(texts.items()):
        cell = sheet.rows[row][column]
        alone = not text and len(sheet.rows[row]) == 1  # without marks the row would be an empty line
        marks = cell.quoted or (row, column) in quote or alone
        pieces += [sheet.data[position : cell.start], written(text, sheet.delimiter, quoted=marks)]
        position = cell.end
    return b"".join([*pieces, sheet.data[position:]])


__all__ = ["Cell", "Row", "Sheet", "filled", "scan", "written"]
