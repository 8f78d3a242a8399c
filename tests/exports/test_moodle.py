"""Moodle's worksheet comes back with grades and comments in it, and with every other byte as it was."""

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from grader.book.record import View
from grader.exports import moodle
from grader.exports.common import ExportError, Filled
from grader.exports.moodle_columns import HEADINGS, participant
from grader.exports.sheet import scan
from tests.exports.factory import ANNA, BO, CARL, CLASS, HOSTILE, SOFTMAX, entry, hostile, learner, small, view
from tests.report.factory import hostile as hostile_report
from tests.report.factory import mixed

ENGLISH = (
    "Identifier", "Full name", "ID number", "Email address", "Status", "Grade", "Maximum Grade", "Grade can be changed",
    "Last modified (submission)", "Online text", "Last modified (grade)", "Feedback comments",
)  # fmt: skip
GERMAN = (
    "ID", "Vollständiger Name", "E-Mail-Adresse", "Status", "Bewertung", "Bestwertung",
    "Bewertung kann geändert werden", "Zuletzt geändert (Abgabe)", "Zuletzt geändert (Bewertung)",
    "Feedback als Kommentar",
)  # fmt: skip


def english(*numbers: int, grade: str = "", changeable: str = "Yes", comment: str = "") -> list[tuple[str, ...]]:
    people = {
        101: ("Anna Ek", "anna@example.org"),
        102: ("Bo Li", "bo@example.org"),
        103: ("Carl Nu", "carl@example.org"),
    }
    rows: list[tuple[str, ...]] = [ENGLISH]
    for at in numbers:
        name, email = people.get(at, (f"Somebody {at}", f"{at}@example.org"))
        text = 'She wrote:\n"two, lines"; and more'
        rows.append((
            f"Participant {at}", name, "", email, "Submitted for grading", grade, "20.00", changeable,
            "Friday, 14 March 2031, 3:00 PM", text, "-", comment,
        ))  # fmt: skip
    return rows


def sheet(
    rows, *, delimiter: str = ",", line_end: str = "\n", quoting: int = csv.QUOTE_MINIMAL, mark: bool = True
) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8")


def read(data: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def column(filled: Filled, heading: str, delimiter: str = ",") -> list[str]:
    rows = read(filled.data, delimiter)
    return [row[rows[0].index(heading)] for row in rows[1:]]


def untouched(data: bytes, *headings: str) -> list[bytes]:
    """The bytes of the file but for those of the cells in these columns, below the headings."""
    table = scan(data)
    places = [at for at, cell in enumerate(table.rows[0]) if cell.text in headings]
    pieces, position = [], 0
    for cell in (row[at] for row in table.rows[1:] for at in places if row):
        pieces.append(data[position : cell.start])
        position = cell.end
    return [*pieces, data[position:]]


def test_grades_and_comments_are_filled_in_and_nothing_else_changes():
    before = sheet(english(101, 102, 103, 999))
    filled = moodle.fill(before, small(), SOFTMAX.id)
    assert column(filled, "Grade") == ["20.00", "12.50", "", ""]
    comments = column(filled, "Feedback comments")
    assert comments[0].startswith("dlgrade: 20 of 20 points.<br>3 of 3 checks passed.")
    assert comments[1].startswith("dlgrade: 12.5 of 20 points (14 for the work, 2 off for 2 days late, 0.5 added")
    assert comments[2:] == ["", ""]
    assert filled.changed == 4
    assert untouched(filled.data, "Grade", "Feedback comments") == untouched(before, "Grade", "Feedback comments")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("mark", [True, False])
def test_sheet_of_any_dialect_keeps_it(delimiter: str, line_end: str, quoting: int, mark: bool):
    rows = english(101, 102)
    before = sheet(rows, delimiter=delimiter, line_end=line_end, quoting=quoting, mark=mark)
    filled = moodle.fill(before, small(), SOFTMAX.id, feedback=False)
    expected = [list(row) for row in rows]
    expected[1][5], expected[2][5] = "20.00", "12.50"
    assert filled.data == sheet(expected, delimiter=delimiter, line_end=line_end, quoting=quoting, mark=mark)


def test_sheet_without_a_line_end_at_its_end_gets_none():
    before = sheet(english(101)).rstrip(b"\n")
    after = moodle.fill(before, small(), SOFTMAX.id, feedback=False).data
    assert after == before.replace(b",,20.00", b",20.00,20.00")


def test_sheet_that_was_filled_in_is_not_changed_again():
    once = moodle.fill(sheet(english(101, 102)), small(), SOFTMAX.id)
    again = moodle.fill(once.data, small(), SOFTMAX.id)
    assert (again.changed, again.data) == (0, once.data)


def test_what_is_not_graded_or_missing_leaves_the_grade_that_stands_there():
    filled = moodle.fill(sheet(english(103, 104, grade="3.00")), small(), SOFTMAX.id)
    assert filled.changed == 0
    assert any("no grade for them (1): Carl Nu (c3)" in note for note in filled.notes)


def test_locked_row_is_left_as_it_is_and_named():
    filled = moodle.fill(sheet(english(101, changeable="No")), small(), SOFTMAX.id)
    assert filled.changed == 0
    assert "Left as they were, since their grade is locked in Moodle (1): Anna Ek (a1)." in filled.notes


def german() -> bytes:
    tail = ("-", "-", "")
    rows = [
        GERMAN,
        ("Teilnehmer/in101", "Anna Ek", "anna@example.org", "Abgegeben", "", "100,00", "Ja", *tail),
        ("Teilnehmer/in102", "Bo Li", "bo@example.org", "Abgegeben", "1,00", "100,00", "Nein", *tail),
    ]
    return sheet(rows, delimiter=";")


def test_sheet_in_german_is_filled_with_decimal_commas_in_its_own_scale():
    filled = moodle.fill(german(), view(CLASS, (entry("a1", score=12.345), entry("b2"))), SOFTMAX.id)
    assert column(filled, "Bewertung", ";") == ["61,725", "1,00"]
    assert column(filled, "Feedback als Kommentar", ";")[0] == "dlgrade: 12.35 of 20 points."
    assert any("locked in Moodle (1): Bo Li" in note for note in filled.notes)
    assert any("to 20 points and the sheet to 100: each grade was multiplied" in note for note in filled.notes)


def test_decimal_comma_is_quoted_where_a_comma_parts_cells():
    before = german().replace(b'"', b"").replace(b",", b"~").replace(b";", b",").replace(b"100~00", b'"100,00"')
    filled = moodle.fill(before.replace(b"1~00", b""), view(CLASS, (entry("a1", score=12.345),)), SOFTMAX.id)
    assert b',"61,725","100,00",' in filled.data


@pytest.mark.parametrize("language", range(len(HEADINGS["grade"])))
def test_headings_of_each_language_are_found(language: int):
    words = {role: texts[min(language, len(texts) - 1)] for role, texts in HEADINGS.items()}
    headings = [words[role] for role in ("identifier", "name", "grade", "maximum", "changeable", "feedback")]
    filled = moodle.fill(sheet([headings, ["X 101", "Anna Ek", "", "20.00", "?", ""]]), small(), SOFTMAX.id)
    assert column(filled, words["grade"]) == ["20.00"]
    assert column(filled, words["feedback"])[0].startswith("dlgrade: ")


def test_unknown_language_is_read_by_the_order_of_the_columns():
    headings = ["Kjenningstal", "Namn", "Gruppe", "Karakter", "Høgste", "Kan endrast", "Tilbakemelding"]
    rows = [
        headings, ["Deltakar 101", "Anna Ek", "7", "", "20.00", "Ja", ""],
        ["Deltakar 102", "Bo Li", "7", "-", "20.00", "Nei", ""],
    ]  # fmt: skip
    filled = moodle.fill(sheet(rows), small(), SOFTMAX.id)
    assert column(filled, "Karakter") == ["20.00", "12.50"]
    assert column(filled, "Tilbakemelding") == ["", ""]
    assert any("name it, as in feedback=HEADING" in note for note in filled.notes)


def test_columns_that_the_caller_names_are_taken():
    headings = ["Kjenningstal", "Karakter", "Gruppe", "Tilbakemelding"]
    names = {"identifier": "kjenningstal", "grade": "Karakter", "feedback": "Tilbakemelding"}
    filled = moodle.fill(sheet([headings, ["D 101", "", "7", ""]]), small(), SOFTMAX.id, columns=names)
    assert column(filled, "Karakter") == ["20.00"]
    assert column(filled, "Tilbakemelding")[0].startswith("dlgrade: ")


@pytest.mark.parametrize(
    ("headings", "names", "message"),
    [
        (["A", "B"], {}, 'holds the identifier could not be found out: name it.* "A", "B"'),
        (["Identifier", "B"], {}, "holds the grade could not be found out: name it, as in grade=HEADING"),
        (
            ["Identifier", "B"],
            {"grade": "C"},
            'No column of this sheet is called C: its headings are "Identifier", "B"',
        ),
        (["Identifier", "B", "B"], {"grade": "B"}, "More than one column of this sheet is called B"),
        (["Identifier", "B"], {"points": "B"}, "points is no column to be named: name one of identifier, grade"),
        (["Identifier", "B"], {"grade": "Identifier"}, "named as the same column"),
        (["ID", "Bewertung", "Skala"], {}, "words of a scale, which points cannot be written in: set its grade type"),
    ],
)
def test_sheet_whose_columns_are_not_found_is_refused_in_a_sentence(headings, names, message):
    with pytest.raises(ExportError, match=message):
        moodle.fill(sheet([headings]), small(), SOFTMAX.id, columns=names)


def test_unknown_exercise_is_refused_with_those_that_there_are():
    with pytest.raises(ExportError, match="no exercise exercise99: name one of exercise07_softmax, exercise10_linear"):
        moodle.fill(sheet(english(101)), small(), "exercise99")


def test_grade_above_the_maximum_is_cut_to_what_moodle_takes_and_said():
    filled = moodle.fill(sheet(english(101)), view(CLASS, (entry("a1", score=21.5, adjusted=1.5),)), SOFTMAX.id)
    assert column(filled, "Grade") == ["20.00"]
    assert "Given the maximum grade, since Moodle takes no more (1): Anna Ek (a1)." in filled.notes


def test_comment_that_a_person_wrote_stays_and_one_of_ours_is_written_anew():
    mine = moodle.fill(sheet(english(101, comment="<p>Well done!</p>")), small(), SOFTMAX.id)
    assert column(mine, "Feedback comments") == ["<p>Well done!</p>"]
    assert any("since a person wrote them (1): Anna Ek" in note for note in mine.notes)
    ours = moodle.fill(sheet(english(101, comment="<p>dlgrade: 1 of 20 points.</p>")), small(), SOFTMAX.id)
    assert column(ours, "Feedback comments")[0].startswith("dlgrade: 20 of 20 points.")


def test_learners_are_found_by_moodle_id_then_by_id_then_by_address():
    people = (learner("a1", moodle="Participant 101"), learner("S-7"), learner("c", email="ANNA3@example.org"))
    rows = [
        ("Identifier", "ID number", "Email address", "Grade", "Maximum Grade"),
        ("Participant 101", "", "x@example.org", "", "20"),
        ("Participant 205", "S-7", "y@example.org", "", "20"),
        ("Participant 206", "", "anna3@example.org", "", "20"),
    ]
    book = view(people, (entry("a1", score=1.0), entry("S-7", score=2.0), entry("c", score=3.0)))
    assert column(moodle.fill(sheet(rows), book, SOFTMAX.id), "Grade") == ["1.00", "2.00", "3.00"]


@pytest.mark.parametrize("somebody", [learner("x", "Anna Ek", moodle="102"), learner("x", "", "a@b.org", moodle="102")])
def test_number_of_another_assignment_gives_nobody_somebody_elses_grade(somebody):
    """Moodle numbers the participants of each assignment anew, so a number may be another person's in this sheet."""
    filled = moodle.fill(sheet(english(102)), view((somebody,), (entry("x"),)), SOFTMAX.id)
    assert column(filled, "Grade") == [""]
    assert any("under another name or address (1): Participant 102 Bo Li." in note for note in filled.notes)


def test_learner_gets_one_row_and_the_better_proof_decides_which():
    rows = [
        ("Identifier", "ID number", "Grade", "Maximum Grade"),
        ("Participant 7", "a1", "", "20"), ("Participant 101", "", "", "20"), ("Participant 101", "", "", "20"),
    ]  # fmt: skip
    filled = moodle.fill(sheet(rows), view((ANNA,), (entry("a1"),)), SOFTMAX.id)
    assert column(filled, "Grade") == ["", "15.00", ""]


def test_two_learners_with_one_address_are_not_confused():
    twins = (learner("x", email="anna@example.org"), learner("y", email="anna@example.org"))
    filled = moodle.fill(sheet(english(101)), view(twins, (entry("x"), entry("y"))), SOFTMAX.id)
    assert filled.changed == 0
    assert any("Graded in the book, and not in this sheet (2): x, y." in note for note in filled.notes)


def test_whoever_is_graded_and_not_in_the_sheet_is_named_and_the_other_way_round():
    filled = moodle.fill(sheet(english(101, 999)), small(), SOFTMAX.id)
    assert "Graded in the book, and not in this sheet (1): Bo Li (b2)." in filled.notes
    assert any("nobody in the book belongs to them (1): Participant 999 Somebody 999." in note for note in filled.notes)


def test_row_that_lacks_cells_is_left_as_it_is():
    before = sheet(english(101)) + b"Participant 102,Bo Li\n\n"
    filled = moodle.fill(before, small(), SOFTMAX.id, feedback=False)
    assert filled.data.endswith(b"Participant 102,Bo Li\n\n")
    assert any("as many cells as there are headings (1): row 3." in note for note in filled.notes)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, int]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, len(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_comment_shows_what_a_learner_chose_and_runs_none_of_it():
    """Moodle takes a comment for HTML, and a spreadsheet program takes it for a cell, or for several."""
    text = moodle.comment(entry("a1", why=" ".join(HOSTILE)), hostile_report())
    tags = Tags()
    tags.feed(text)
    tags.close()
    assert set(tags.found) == {("br", 0)}
    assert "<script>alert(1)</script>" in tags.text
    assert re.search(r'[\x00-\x1f\u202e\ud800-\udfff]|;["\s]*[=+\-@]', text) is None


def test_comment_of_a_long_report_is_cut_and_says_so():
    text = moodle.comment(entry("a1"), replace(mixed(), checks=mixed().checks * 500))
    assert len(text) < moodle.LONGEST + 100
    assert text.endswith("<br>The rest is in the full report.")


def hostile_sheet(book: View) -> bytes:
    rows = [ENGLISH]
    for one in book.learners:
        name, email = (text.encode("utf-8", "replace").decode() for text in (one.name, one.email))
        number = one.ids["moodle"]
        rows.append((f"Participant {number}", name, name, email, name, "", "20.00", "Yes", name, name, "-", ""))
    return sheet(rows)


def test_hostile_names_in_the_sheet_stay_byte_for_byte():
    book = hostile()
    before = hostile_sheet(book)
    filled = moodle.fill(before, book, SOFTMAX.id)
    assert untouched(filled.data, "Grade", "Feedback comments") == untouched(before, "Grade", "Feedback comments")
    assert [bool(grade) for grade in column(filled, "Grade")] == [one.score is not None for one in book.entries]
    assert not any(re.search(r"[\x00-\x1f\u202e\ud800-\udfff]", note) for note in filled.notes)


SCORES = st.none() | st.floats(0, 20, allow_nan=False).map(lambda score: round(score, 4))


@given(st.lists(SCORES, min_size=3, max_size=3), st.sampled_from(["20.00", "100,00", "7,5", "1.00000"]), st.booleans())
def test_grades_of_any_book_come_back_in_the_scale_of_the_sheet(scores, maximum, feedback):
    rows = [[*row] for row in english(101, 102, 103)]
    for row in rows[1:]:
        row[6] = maximum
    book = view(CLASS, tuple(entry(one.id, score=score) for one, score in zip((ANNA, BO, CARL), scores, strict=True)))
    before = sheet(rows)
    filled = moodle.fill(before, book, SOFTMAX.id, feedback=feedback)
    most = float(maximum.replace(",", "."))
    for score, text in zip(scores, column(filled, "Grade"), strict=True):
        assert (text == "") if score is None else abs(float(text.replace(",", ".")) - score * most / 20) < 1e-5
        assert text == "" or ("," in text) == ("," in maximum)
    assert untouched(filled.data, "Grade", "Feedback comments") == untouched(before, "Grade", "Feedback comments")


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Participant 12", "12"),
        ("Teilnehmer/in12", "12"),
        ("12", "12"),
        ("参加者 12 ", "12"),
        ("Participant", ""),
        ("", ""),
    ],
)
def test_participant_is_the_number_at_the_end(text: str, digits: str):
    assert participant(text) == digits
