"""Canvas's gradebook comes back with scores in the columns of their assignments, and with nothing else added."""

import csv
import io
import re

import pytest

from grader.exports import canvas
from grader.exports.common import ExportError, Filled
from grader.exports.sheet import scan
from tests.exports.factory import ANNA, CLASS, LINEAR, SOFTMAX, entry, hostile, learner, small, view

HEADINGS = (
    "Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Notes", "Softmax (345)", "linear  LAYER (346)",
    "Essay (347)", "Assignments Current Score", "Current Score (2031)", "Final Grade",
)  # fmt: skip
POSTING = ("", "", "", "", "", "", "Manual Posting", "", "", "", "", "")
POSSIBLE = (
    "    Points Possible", "", "", "", "", "", "20.00", "10.00", "5.00", "(read only)", "(read only)", "(read only)",
)  # fmt: skip


def student(
    name: str, id_: str, sis: str = "", login: str = "", softmax: str = "", linear: str = ""
) -> tuple[str, ...]:
    return (name, id_, sis, login, "Section, one", "shy", softmax, linear, "4.50", "90.00", "90.00", "A")


ROWS = [
    HEADINGS,
    POSTING,
    POSSIBLE,
    student("Ek, Anna", "9001", "s1", "anna", softmax="1.00"),
    student("Li, Bo", "9002", "s2", "bo", softmax="EX", linear="N/A"),
    student("Nu, Carl", "9003", "s3", "carl", softmax="3.50", linear="2.00"),
    student("Student, Test", "9999"),
]


def gradebook(rows, *, delimiter: str = ",", line_end: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue().encode("utf-8-sig")


def read(filled: Filled, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(filled.data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_scores_stand_in_the_columns_that_have_the_name_of_the_exercise():
    filled = canvas.render(gradebook(ROWS), small())
    assert read(filled) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Softmax (345)", "linear  LAYER (346)"],
        ["    Points Possible", "", "", "", "", "20.00", "10.00"],
        ["Ek, Anna", "9001", "s1", "anna", "Section, one", "20", "7.25"],
        ["Li, Bo", "9002", "s2", "bo", "Section, one", "EX", "N/A"],
        ["Nu, Carl", "9003", "s3", "carl", "Section, one", "3.50", "10"],
        ["Student, Test", "9999", "", "", "Section, one", "", ""],
    ]
    assert filled.changed == 3


def test_notes_say_who_was_left_as_they_were_and_who_is_not_there():
    notes = canvas.render(gradebook(ROWS[:-3] + ROWS[-2:]), small()).notes
    assert "Graded in the book, and not in this file (1): Bo Li (b2)." in notes
    assert "Left as they were, since the book has no score for them (1): Carl Nu (c3)." in notes
    assert "Left as they were, since nobody in the book belongs to them (1): Student, Test." in notes
    excused = canvas.render(gradebook(ROWS), small()).notes
    assert "Left as they were, since they are excused or were not given the assignment (1): Bo Li (b2)." in excused


def test_no_column_is_written_that_canvas_did_not_name_and_none_that_is_read_only():
    headings = read(canvas.render(gradebook(ROWS), small()))[0]
    assert set(headings) <= set(HEADINGS)
    assert [heading for heading in headings if "Score" in heading or heading in ("Notes", "Essay (347)")] == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_cells_that_are_kept_have_the_bytes_that_they_had(delimiter: str, line_end: str, quoting: int):
    before = scan(gradebook(ROWS, delimiter=delimiter, line_end=line_end, quoting=quoting))
    filled = canvas.render(before.data, small())
    after = scan(filled.data)
    assert (after.delimiter, after.newline, after.mark) == (before.delimiter, before.newline, before.mark)
    for row, kept in zip(after.rows, (before.rows[0], *before.rows[2:]), strict=True):
        assert [after.raw(cell) for cell in row[:5]] == [before.raw(cell) for cell in kept[:5]]


def test_line_ends_are_canvas_own_and_the_last_line_has_one():
    assert canvas.render(gradebook(ROWS, line_end="\r\n").rstrip(), small()).data.endswith(b",,\r\n")


def test_semicolons_and_decimal_commas_are_kept():
    rows = [[cell.replace(".00", ",00") for cell in row] for row in ROWS]
    filled = canvas.render(gradebook(rows, delimiter=";"), small())
    assert read(filled, ";")[2][-2:] == ["20", "7,25"]


def test_score_is_written_in_the_points_that_canvas_has():
    rows = [[cell.replace("20.00", "100.00") for cell in row] for row in ROWS]
    filled = canvas.render(gradebook(rows), view(CLASS, (entry("a1", score=12.5),)))
    assert read(filled)[2][-1] == "62.5"
    assert any(
        "exercise07_softmax to 20 points and Canvas to 100: each score was multiplied" in n for n in filled.notes
    )


def test_assignment_without_points_takes_the_score_as_it_is():
    rows = [[cell.replace("20.00", "0.00") for cell in row] for row in ROWS]
    assert read(canvas.render(gradebook(rows), small()))[2][-2] == "20"


@pytest.mark.parametrize("named", ["347", "Essay", "essay (347)"])
def test_exercise_goes_to_the_column_that_it_was_given(named: str):
    filled = canvas.render(gradebook(ROWS), view(CLASS, (entry("a1"),)), {SOFTMAX.id: named})
    assert read(filled)[0][-1] == "Essay (347)"
    assert read(filled)[2][-1] == "3.75"


def test_exercise_without_a_column_is_noted_and_the_others_are_written():
    rows = [[*row[:7], *row[8:]] for row in ROWS]
    filled = canvas.render(gradebook(rows), small())
    assert read(filled)[0][-1] == "Softmax (345)"
    assert 'No column of this gradebook is called "Linear layer" or "exercise10_linear".' in filled.notes


@pytest.mark.parametrize(
    ("rows", "columns", "message"),
    [
        (ROWS, {SOFTMAX.id: "Quiz"}, 'No column .* is "Quiz": name one of its assignments, "Softmax .345.", "linear'),
        (ROWS, {"exercise99": "345"}, "The grade book has no exercise exercise99"),
        (ROWS, {SOFTMAX.id: "347", LINEAR.id: "347"}, "Two exercises go to the same column"),
        ([HEADINGS[:6], POSSIBLE[:6]], {}, "No exercise of the book has a column in this gradebook: it has no assign"),
        ([(*HEADINGS, "softmax (9)"), (*POSSIBLE, "1")], {}, 'More than one column of this gradebook is "Softmax"'),
        ([HEADINGS], {}, "no row of Points Possible: export it again"),
        ([("Identifier", "Grade")], {}, "not a gradebook that Canvas exported"),
        ([], {}, "not a gradebook that Canvas exported"),
        ([HEADINGS, POSSIBLE], {SOFTMAX.id: "Current Score (2031)"}, "No column of this gradebook is"),
    ],
)
def test_gradebook_that_cannot_be_filled_is_refused_in_a_sentence(rows, columns, message):
    with pytest.raises(ExportError, match=message):
        canvas.render(gradebook(rows), small(), columns)


def test_students_are_found_by_id_then_by_sis_ids_then_by_name():
    people = (
        learner("a", canvas="9001"), learner("s2"), learner("x", email="CARL@example.org"),
        learner("y", "Dora van Ost"), learner("z", "Ek, Eva"),
    )  # fmt: skip
    rows = [
        HEADINGS, POSSIBLE, student("?", "9001"), student("?", "9002", "S2"),
        student("?", "9003", "", "carl@example.org"), student("van Ost, Dora", "9004"), student("Eva Ek", "9005"),
    ]  # fmt: skip
    book = view(people, tuple(entry(one.id, score=float(at)) for at, one in enumerate(people)))
    assert [row[-1] for row in read(canvas.render(gradebook(rows), book))[2:]] == ["0", "1", "2", "3", "4"]


def test_number_that_is_not_canvas_own_gives_nobody_somebody_elses_score():
    rows = [HEADINGS, POSSIBLE, student("Li, Bo", "12")]
    filled = canvas.render(gradebook(rows), view((learner("12", "Anna Ek"),), (entry("12"),)))
    assert (filled.changed, read(filled)[2][-1]) == (0, "")


def test_two_learners_of_one_name_are_not_confused():
    twins = (learner("x", "Anna Ek"), learner("y", "Anna Ek"))
    filled = canvas.render(
        gradebook([HEADINGS, POSSIBLE, student("Ek, Anna", "1")]), view(twins, (entry("x"), entry("y")))
    )
    assert filled.changed == 0


def test_first_and_last_names_in_columns_of_their_own_are_kept_and_read():
    rows = [
        ("LastName", "FirstName", "ID", "SIS Login ID", "Section", "Softmax (345)"),
        ("    Points Possible", "", "", "", "", "20"),
        ("Ek", "Anna", "", "", "One", ""),
    ]
    filled = canvas.render(gradebook(rows), view((ANNA,), (entry("a1"),)))
    assert read(filled)[2] == ["Ek", "Anna", "", "", "One", "15"]


def test_score_that_stands_there_already_is_no_change():
    rows = [HEADINGS, POSSIBLE, student("Ek, Anna", "9001", softmax="15.00")]
    filled = canvas.render(gradebook(rows), view(CLASS, (entry("a1", score=15.004),)))
    assert (filled.changed, read(filled)[2][-1]) == (0, "15.00")


def test_row_that_ends_early_is_filled_up():
    before = gradebook([HEADINGS, POSSIBLE]) + b"Nobody,77\nSomebody\n"
    filled = canvas.render(before, view((learner("n", canvas="77"),), (entry("n"),)))
    assert filled.data.endswith(b"Nobody,77,,,,15\nSomebody,,,,,\n")


def test_hostile_names_in_the_template_stay_as_they_are_and_none_is_added():
    book = hostile()
    names = [one.name.encode("utf-8", "replace").decode() for one in book.learners]
    rows = [
        HEADINGS, POSSIBLE,
        *(student(name, one.ids["canvas"], name, name) for one, name in zip(book.learners, names, strict=True)),
    ]  # fmt: skip
    filled = canvas.render(gradebook(rows), book)
    assert [row[0] for row in read(filled)[2:]] == names
    assert [row[-1] for row in read(filled)[2:]] == [
        "" if one.score is None else f"{one.score:.0f}" for one in book.entries
    ]
    assert not any(re.search(r"[\x00-\x1f\u202e\ud800-\udfff]", note) for note in filled.notes)
