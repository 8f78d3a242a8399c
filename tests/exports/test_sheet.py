"""A CSV file is read as Python's csv module reads it, and comes back byte for byte but for the cells filled in."""

import codecs
import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from grader.exports.common import ExportError
from grader.exports.sheet import filled, scan, written

DELIMITERS = st.sampled_from([",", ";", "\t"])
TEXTS = st.text(st.sampled_from("a1 ,;\t\"\r\n'\x00\u738b\u202e"), max_size=6) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=6
)
TABLES = st.lists(st.lists(TEXTS, max_size=4), max_size=5)
QUOTING = st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
LINE_ENDS = st.sampled_from(["\r\n", "\n", "\r"])


def dialect(table: list[list[str]], delimiter: str, quoting: int, line_end: str, *, mark: bool) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=line_end).writerows(table)  # type: ignore[arg-type]
    return (codecs.BOM_UTF8 if mark else b"") + text.getvalue().encode()


def read(data: bytes, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


@given(TABLES, DELIMITERS, QUOTING, LINE_ENDS, st.booleans(), st.booleans())
def test_table_of_any_dialect_is_read_as_csv_reads_it(table, delimiter, quoting, line_end, mark, cut):
    data = dialect(table, delimiter, quoting, line_end, mark=mark)
    data = data.removesuffix(line_end.encode()) if cut else data
    sheet = scan(data, delimiter)
    assert [[cell.text for cell in row] for row in sheet.rows] == read(data, delimiter)
    assert filled(sheet, {}) == data


@given(TABLES, DELIMITERS, QUOTING, LINE_ENDS, st.booleans())
def test_cells_and_what_stands_between_them_are_the_whole_file(table, delimiter, quoting, line_end, mark):
    data = dialect(table, delimiter, quoting, line_end, mark=mark)
    sheet = scan(data, delimiter)
    between, at = [], len(sheet.mark)
    for cell in (cell for row in sheet.rows for cell in row):
        between.append(data[at : cell.start])
        at = cell.end
    assert set(b"".join([*between, data[at:]])) <= set((delimiter + "\r\n").encode())


@given(TABLES, DELIMITERS, QUOTING, LINE_ENDS, st.booleans(), TEXTS, st.data())
def test_filling_a_cell_changes_that_cell_and_no_other(table, delimiter, quoting, line_end, mark, text, data):
    before = dialect(table, delimiter, quoting, line_end, mark=mark)
    sheet = scan(before, delimiter)
    places = [(row, column) for row, cells in enumerate(sheet.rows) for column in range(len(cells))]
    assume(places)
    row, column = data.draw(st.sampled_from(places))
    expected = read(before, delimiter)
    expected[row][column] = text
    after = filled(sheet, {(row, column): text})
    assert read(after, delimiter) == expected
    cell = sheet.rows[row][column]
    rest = len(before) - cell.end
    assert after.startswith(before[: cell.start])
    assert after.endswith(before[len(before) - rest :])


@given(TABLES, DELIMITERS, LINE_ENDS)
def test_writing_the_bytes_of_each_cell_anew_gives_the_file_again(table, delimiter, line_end):
    data = dialect(table, delimiter, csv.QUOTE_ALL, line_end, mark=False)
    sheet = scan(data, delimiter)
    texts = {(row, at): cell.text for row, cells in enumerate(sheet.rows) for at, cell in enumerate(cells)}
    assert filled(sheet, texts) == data


@given(st.binary(max_size=40))
def test_any_bytes_are_a_sheet_or_refused_in_a_sentence(data):
    try:
        sheet = scan(data)
    except ExportError as error:
        refused = str(error)
    else:
        refused = ""
        assert filled(sheet, {}) == data
    assert refused == "" or refused.endswith(".")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiter_is_the_one_that_parts_the_headings(delimiter: str):
    headings = ['"Name, first; last"', "Grade", "Maximum"]
    assert scan(delimiter.join(headings).encode() + b"\n1,5;2,5;3,5;4,5\n").delimiter == delimiter


def test_mark_that_is_never_closed_is_refused_with_its_row():
    with pytest.raises(ExportError, match="quotation mark in row 2 is never closed: download"):
        scan(b'a,b\n1,"2\n3,4\n')


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_sheet_in_another_encoding_is_refused(encoding: str):
    with pytest.raises(ExportError, match="not encoded in UTF-8: download it again"):
        scan("Identifier,Prüfung\n".encode(encoding))


def test_long_file_with_a_mark_that_is_never_closed_is_refused_at_once():
    with pytest.raises(ExportError, match="row 1 "):
        scan(b'"' + b'""' * 500_000)


@pytest.mark.parametrize(
    ("text", "raw"),
    [("15,5", b'"15,5"'), ("15.5", b"15.5"), ('say "hi"', b'"say ""hi"""'), ("", b""), ("a\nb", b'"a\nb"')],
)
def test_cell_is_quoted_where_it_has_to_be(text: str, raw: bytes):
    assert written(text, ",") == raw
