"""A roster tells who is in the class, whatever wrote it; a wrong one is refused with the line."""

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.intake.errors import IntakeError
from grader.intake.people import as_id
from grader.intake.roster import parse
from tests.intake.build import NAMES, files, folders

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)


def roster(tmp_path, text):
    path = tmp_path / "roster.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def written(rows, **form):
    text = io.StringIO()
    csv.writer(text, **form).writerows(rows)
    return text.getvalue().encode()


@given(st.lists(st.tuples(CELLS.filter(bool), CELLS, CELLS), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_rows_are_read_back_as_they_were_written(people, separator):
    people = list({as_id(row[0]): row for row in people}.values())
    rows, _ = parse(written([("id", "name", "email"), *people], delimiter=separator))
    assert [(row.id, row.name, row.email) for row in rows] == [tuple(map(as_id, row)) for row in people]


@pytest.mark.parametrize("data", [
    b"id,name\na,Anna\n", b"id;name\r\na;Anna\r\n", b"id\tname\na\tAnna", codecs.BOM_UTF8 + b"id,name\na,Anna\n",
    b'"id","name"\n"a","Anna"\n', b"'id','name'\n'a','Anna'\n", b"\n\nid,name\n\n\na,Anna\n , \n",
    b"ID , Name\na , Anna\n",
    b"student_id|full name\na|Anna\n", b"Name,x,Login\nAnna,1,a\n", b"STUDENT,GitHub\nAnna,a\n",
    b"id,name,,\na,Anna,,\n",
    b"id, name\na, Anna\n", b'id, name\n"a", "Anna"\n', b"id,name,name\na,Anna,Ben\n",
])  # fmt: skip
def test_any_form_of_csv_is_read(data):
    ((row,), notes) = parse(data)
    assert (row.id, row.name, notes) == ("a", "Anna", ())


@pytest.mark.parametrize("name", NAMES)
def test_what_people_are_called_does_not_lead_the_reading_astray(name):
    rows, _ = parse(written([("id", "name"), ("a", name), ("b", f"{name}, {name}; 'x'")]))
    assert [row.name for row in rows] == [as_id(name.strip()), as_id(f"{name}, {name}; 'x'".strip())]


def test_one_column_is_enough():
    rows, _ = parse(b"id\nanna\nben\n")
    assert [row.id for row in rows] == ["anna", "ben"]


def test_the_headings_tell_whether_there_is_one_column():
    rows, _ = parse(b"id\na;1\nb;2\nc;3\n")
    assert [row.id for row in rows] == ["a;1", "b;2", "c;3"]


@pytest.mark.parametrize(("data", "told"), [
    (b"", "is empty"), (b"\n \n", "is empty"), (b"name,email\na,b\n", "has no column of ids: call one id, "),
    (b"id,name\n", "has no row with an id"), (b"id,name\n,Anna\n", "has no row with an id"),
    (b"id\na\nb\na\n", "has the id 'a' twice, in lines 2 and 4"), (b"PK\x03\x04\0", "no text in UTF-8: save it as CSV"),
    ("id,name\na,Zoë\n".encode("latin-1"), "no text in UTF-8"), ("id\na\n".encode("utf-16"), "no text in UTF-8"),
    (b'id,name\na,"Anna\n', r"is no CSV \(line \d"), (b'id,name\na,"An"na\n', r"is no CSV \(line 2"),
    (b"id\n" + b"x" * (1 << 18), r"is no CSV"), (b"id\n" + b"x" * (17 << 20), "is larger than 16 MiB"),
    (b"id,submitted\na,2026-01-31 18:00\n", "line 2 no time with its offset from UTC, but '2026-01-31"),
    (b"id,handed in\na,2026-01-31T18:00:00Z\nb,noon\n", "line 3 no time .*'noon'"),
])  # fmt: skip
def test_what_is_no_roster_is_refused_with_what_to_do(tmp_path, take_in, data, told):
    with pytest.raises(IntakeError, match=rf"roster\.csv .*{told}"):
        take_in(folders(tmp_path / "class", "anna"), roster=roster(tmp_path, data))


def test_a_roster_that_is_not_there_is_told(tmp_path, take_in):
    with pytest.raises(IntakeError, match=r"There is no roster .*nowhere\.csv"):
        take_in(folders(tmp_path / "class", "anna"), roster=tmp_path / "nowhere.csv")


def test_names_addresses_and_times_come_from_the_roster(tmp_path, take_in):
    text = "id,name,email,submitted\nanna,Anna Lee,a@x.org,2026-01-31T18:00:00+01:00\nben,,,\n"
    anna, ben = take_in(folders(tmp_path / "class", "anna", "ben"), roster=roster(tmp_path, text)).handed
    assert (anna.learner.id, anna.learner.name, anna.learner.email) == ("anna", "Anna Lee", "a@x.org")
    assert (anna.submitted, ben.submitted) == ("2026-01-31T18:00:00+01:00", "")


@pytest.mark.parametrize("text", [
    "id\n1\n", "id,github,sid\nx,y,1\n", "identifier,full name,email address\nParticipant 1,Anna,\n",
    "identifier\nTeilnehmer/in 1\n",
])  # fmt: skip
def test_a_learner_is_found_by_any_id(tmp_path, take_in, text):
    root = folders(tmp_path / "class", "Anna_1_assignsubmission_file")
    found = take_in(root, roster=roster(tmp_path, text))
    assert ([one.learner.id for one in found.handed], found.absent, found.notes) == (["1"], (), ())


def test_a_learner_is_found_by_the_address(tmp_path, take_in):
    found = take_in(
        files(tmp_path / "class", "Anna@X.org.py"), roster=roster(tmp_path, "id,name,email\n7,Anna,anna@x.ORG\n")
    )
    assert [(one.learner.id, one.learner.name) for one in found.handed] == [("Anna@X.org", "Anna")]


def test_a_learner_is_not_found_by_the_id_in_another_case(tmp_path, take_in):
    found = take_in(folders(tmp_path / "class", "Anna", "ben"), roster=roster(tmp_path, "id\nanna\nben\n"))
    assert [one.id for one in found.absent] == ["anna"]


def test_an_address_of_two_rows_tells_nobody(tmp_path, take_in):
    text = "id,name,email\n1,Anna,a@x.org\n2,Ben,a@x.org\n3,Carl,\n"
    found = take_in(files(tmp_path / "class", "a@x.org.py", "3.py"), roster=roster(tmp_path, text))
    assert [(one.learner.id, one.learner.name) for one in found.handed] == [("3", "Carl"), ("a@x.org", "")]


def test_who_handed_in_nothing_is_absent(tmp_path, take_in):
    text = "id,name,email\nx10,Xi,x@x.org\nanna,,\nx9,,\n"
    found = take_in(folders(tmp_path / "class", "anna"), roster=roster(tmp_path, text))
    assert [(one.id, one.name, one.email) for one in found.absent] == [("x9", "", ""), ("x10", "Xi", "x@x.org")]


def test_who_is_held_is_not_absent(tmp_path, take_in):
    root = folders(tmp_path / "class", "anna")
    (root / "ben").symlink_to(root / "anna")
    found = take_in(root, roster=roster(tmp_path, "id,name\nanna,\nben,Ben\n"))
    assert (found.absent, [one.learner.name for one in found.held]) == ((), ["Ben"])


def test_who_is_not_in_the_roster_is_taken_and_told(tmp_path, take_in):
    found = take_in(folders(tmp_path / "class", "anna", *"uvwxyz"), roster=roster(tmp_path, "id\nanna\n"))
    assert len(found.handed) == 7
    assert "taken all the same: 'u', 'v', 'w', 'x', 'y' and 1 more." in found.notes[0]


def test_two_submissions_of_one_row_are_held(tmp_path, take_in):
    found = take_in(
        folders(tmp_path / "class", "anna", "annagh", "b"), roster=roster(tmp_path, "id,github\nanna,annagh\nb,\n")
    )
    assert [one.learner.id for one in found.handed] == ["b"]
    assert [one.learner.id for one in found.held] == ["anna", "annagh"]


def test_an_id_counts_before_what_others_are_called_elsewhere(tmp_path, take_in):
    text = "id,github,name\nanna,ben,Anna\nben,carl,Ben\n"
    (found,) = take_in(folders(tmp_path / "class", "ben"), roster=roster(tmp_path, text)).handed
    assert found.learner.name == "Ben"


def test_a_roster_of_another_class_is_refused_with_an_id_of_each(tmp_path, take_in):
    with pytest.raises(IntakeError, match=r"it lists 'x1', for instance, and a submission is of 'anna'\."):
        take_in(folders(tmp_path / "class", "anna"), roster=roster(tmp_path, "id\nx1\nx2\n"))


def test_rows_without_an_id_are_passed_over_and_told():
    rows, (note,) = parse(b"Student,ID\n    Points Possible,\nAnna,1\n")
    assert ([row.id for row in rows], note) == (["1"], "Rows of the roster that have no id were passed over: line 2.")
