"""The CSV files of a grade book: what the book says comes back from them, and no cell is computed."""

import csv
import io
import re

import pytest

from grader.exports import csv_
from grader.report.neutral import for_csv
from tests.exports.factory import CLASS, LINEAR, SOFTMAX, entry, hostile, small, view


def read(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=delimiter == ","))


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_line_holds_what_the_book_says_of_a_learner_and_an_exercise():
    line = next(line for line in records(csv_.render(small())) if line["learner"] == "b2")
    assert line["name"] == "Bo Li"
    assert line["email"] == "bo@example.org"
    assert (line["exercise"], line["state"], line["verdict"]) == (SOFTMAX.id, "graded", "failed")
    assert [line[name] for name in ("score", "max_score", "raw_score", "penalty", "days_late", "adjusted")] == [
        "12.5", "20", "14", "2", "2", "0.5",
    ]  # fmt: skip
    assert line["attempts"] == "3"


def test_there_is_a_line_for_each_entry_in_the_order_of_the_book():
    book = small()
    lines = records(csv_.render(book))
    assert [(line["learner"], line["exercise"]) for line in lines] == [(e.learner, e.exercise) for e in book.entries]


def test_what_is_not_graded_and_what_is_missing_are_empty_and_not_zero():
    lines = [line for line in records(csv_.render(small())) if line["state"] != "graded"]
    assert {line["state"] for line in lines} == {"not_graded", "missing"}
    assert {(line["score"], line["raw_score"]) for line in lines} == {("", "")}


def test_zero_points_are_a_zero():
    lines = records(csv_.render(view(CLASS, (entry("a1", score=0.0),))))
    assert lines[0]["score"] == "0"


@pytest.mark.parametrize("render", [csv_.render, csv_.wide])
def test_every_cell_is_quoted_and_every_line_ends_as_the_rfc_asks(render):
    text = render(hostile())
    assert text.endswith('"\r\n')
    assert all(re.fullmatch(r'"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*', line) for line in text.split("\r\n")[:-1])


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("render", [csv_.render, csv_.wide])
def test_no_cell_is_a_formula_or_holds_a_control_whatever_parts_the_cells(render, delimiter):
    """A program set to semicolons opens the file too, and then it parts cells where nobody meant it."""
    cells = [cell for row in read(render(hostile()), delimiter) for cell in row]
    numbers = re.compile(r"-?\d+(\.\d+)?")
    assert [cell for cell in cells if re.match(r"\s*[=+\-@]", cell) and not numbers.fullmatch(cell)] == []
    assert [cell for cell in cells if re.search(r"[\x00-\x1f\u202e\u2066\ud800-\udfff]", cell)] == []


def test_hostile_names_come_back_as_they_are_shown():
    book = hostile()
    lines = records(csv_.render(book))
    assert [line["name"] for line in lines[:-2]] == [for_csv(one.name) for one in book.learners[:-2]]
    assert lines[-2]["name"] == "a;'=1+1"
    assert "王小明" in {line["name"] for line in lines}


def test_wide_file_has_a_line_for_each_learner_and_a_column_for_each_exercise():
    rows = read(csv_.wide(small()))
    assert rows == [
        ["learner", "name", "email", SOFTMAX.id, LINEAR.id, "total"],
        ["a1", "Anna Ek", "anna@example.org", "20", "7.25", "27.25"],
        ["b2", "Bo Li", "bo@example.org", "12.5", "", "12.5"],
        ["c3", "Carl Nu", "carl@example.org", "", "10", ""],
        ["d4", "Dora Ost", "dora@example.org", "", "", ""],
    ]
