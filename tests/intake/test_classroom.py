"""Repositories of an assignment become learners, whatever hyphens are in the names."""

import pytest
from hypothesis import given

from grader.intake.classroom import common_start, parse
from grader.intake.people import as_id
from tests.intake.build import NAMES, folders, names
from tests.submission.pack import zipped


@given(names, names)
def test_a_repository_gives_back_its_user(assignment, user):
    assert parse(f"{assignment}-{user}", assignment) == as_id(user)


@pytest.mark.parametrize("name", ["hw1", "hw1-", "hw10-anna", "HW1-anna"])
def test_another_s_repository_is_nobody_s(name):
    assert parse(name, "hw1") == ""


@pytest.mark.parametrize(("repositories", "start"), [
    (["hw-1-anna", "hw-1-ben-x"], "hw-1"), (["hw-a", "hw-a"], "hw"), (["hw-anna"], ""), (["anna", "ben"], ""), ([], ""),
    (["hw1-anna", "hw1-anna-lee"], "hw1"),
])  # fmt: skip
def test_what_repositories_have_in_common_ends_before_a_hyphen(repositories, start):
    assert common_start(repositories) == start


def test_a_whole_class_is_read_back(tmp_path, take_in):
    found = take_in(folders(tmp_path / "hw-1-submissions", *(f"hw-1-{name}" for name in NAMES)))
    assert found.system == "classroom"
    held = {one.learner.id for one in found.held}  # one name, its accents typed in two ways
    assert {one.learner.ids["github"] for one in found.handed} | held == {as_id(name) for name in NAMES}


@pytest.mark.parametrize("around", ["", "hw1-submissions/", "download/hw1-submissions/"])
def test_an_archive_of_repositories_is_read(tmp_path, take_in, around):
    path = zipped(tmp_path / "hw1-submissions.zip", *((f"{around}hw1-{who}/softmax.py", b"") for who in ("a-b", "c")))
    found = take_in(path)
    assert ("classroom" if around != "download/hw1-submissions/" else "plain") == found.system


def test_a_class_of_one_repository_is_recognised(tmp_path, take_in):
    (found,) = take_in(folders(tmp_path / "hw1-submissions", "hw1-anna-lee")).handed
    assert found.learner.id == "anna-lee"


def test_without_the_folder_s_name_the_system_must_be_given(tmp_path, take_in):
    root = folders(tmp_path / "all", "hw1-anna", "hw1-ben")
    assert [one.learner.id for one in take_in(root, system="classroom").handed] == ["anna", "ben"]


def test_repositories_are_not_guessed(tmp_path, take_in):
    root = folders(tmp_path / "all", "hw1-anna", "hw1-ben")
    assert [one.learner.id for one in take_in(root).handed] == ["hw1-anna", "hw1-ben"]
