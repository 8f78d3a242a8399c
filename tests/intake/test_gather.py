"""Whatever a class is downloaded from, it is the same class, and can be written down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json

from grader.intake.listing import some
from grader.learners import Intake, natural
from grader.submission.take import take_handed
from tests.intake.build import NAMES, files, folders
from tests.submission.pack import zipped

MODULE = b"import helper\n"
HELPER = b"x = 1\n"

FORMS = {
    "plain": lambda who, file: f"{who}/{file}",
    "moodle": lambda who, file: f"A B_{who}_assignsubmission_file/{file}",
    "canvas": lambda who, file: f"ab_{who}_{len(file)}_{file}",
    "classroom": lambda who, file: f"hw1-{who}/{file}",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_system_gives_the_same_class(tmp_path, exercise, take_in, form):
    content = [
        (FORMS[form](who, file), text)
        for who in "123"
        for file, text in (("softmax.py", MODULE), ("helper.py", HELPER))
    ]
    found = take_in(zipped(tmp_path / "hw1-submissions.zip", *content))
    assert (found.system, [one.learner.id for one in found.handed], found.notes) == (form, ["1", "2", "3"], ())
    submissions = [take_handed(one, exercise, sole=False) for one in found.handed]
    assert {tuple(sorted(one.files.items())) for one in submissions} == {
        (("helper.py", HELPER.decode()), ("softmax.py", MODULE.decode()))
    }


def test_a_class_can_be_written_down(tmp_path, take_in):
    root = files(folders(tmp_path / "class", *NAMES), *(f"{name}.pdf" for name in NAMES))
    (root / "eve").symlink_to(root)
    found = take_in(root)
    assert found.held
    assert json.decode(json.encode(found), type=Intake) == found


def test_the_same_class_comes_in_the_same_natural(tmp_path, take_in):
    there = [folders(tmp_path / name, *names) for name, names in (("a", NAMES), ("b", NAMES[::-1]))]
    first = take_in(there[0])
    (tmp_path / "scratch").rmdir()
    second = take_in(there[1])
    assert [one.learner for one in first.handed] == [one.learner for one in second.handed]


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_ids_have_one_natural(one, other):
    assert (natural(one) == natural(other)) == (one == other)
    assert (natural(one) < natural(other)) == (natural(other) > natural(one))


def test_digits_are_ordered_as_numbers():
    assert sorted(["a10", "a9", "A2b", "a2", "a02", "10", "²"], key=natural) == [
        "10",
        "a02",
        "a2",
        "A2b",
        "a9",
        "a10",
        "²",
    ]


def test_messages_tell_a_few_names_as_they_can_be_seen():
    assert some(["a\nb", "c'd"]) == "'a\\nb', \"c'd\""
    assert some(list("abcde"), 2) == "'a', 'b' and 3 more"


def test_only_a_module_that_is_graded_makes_a_class_one_learner_s(tmp_path, take_in):
    found = take_in(files(tmp_path / "class", "linear.py", "ben.py"))
    assert [one.learner.id for one in found.handed] == ["ben", "linear"]
