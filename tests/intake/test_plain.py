"""A class by names alone: each folder, source and archive is somebody's."""

import os
import unicodedata
from pathlib import Path

import pytest

from grader.intake.gather import IntakeError
from grader.intake.listing import without_ending
from grader.submission.take import take_handed
from tests.intake.build import NAMES, files, folders
from tests.submission.pack import zipped


def ids(things):
    return [one.learner.id for one in things]


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_is_its_learner_s_whatever_the_name(tmp_path, exercise, take_in, name):
    found = take_in(folders(tmp_path / "class", name, "ben"), system="plain").handed
    (mine,) = [one for one in found if one.learner.id == unicodedata.normalize("NFC", name)]
    assert take_handed(mine, exercise, sole=True).files == {"softmax.py": f"# {name!a}\n"}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_its_learner_s_whatever_the_name(tmp_path, exercise, take_in, name):
    found = take_in(files(tmp_path / "class", f"{name}.py", "ben.py"), system="plain").handed
    (mine,) = [one for one in found if one.learner.id == unicodedata.normalize("NFC", name)]
    assert take_handed(mine, exercise, sole=True).files == {"softmax.py": f"# {f'{name}.py'!a}\n"}


def test_folders_files_and_archives_may_lie_beside_each_other(tmp_path, take_in):
    root = files(folders(tmp_path / "class", "anna"), "ben.ipynb", "carl.zip", "dora.tar.gz", "eve.PY", "fay.7z")
    assert ids(take_in(root).handed) == ["anna", "ben", "carl", "dora", "eve", "fay"]


@pytest.mark.parametrize(("name", "identity"), [
    ("a.tar.gz", "a"), ("a.b.py", "a.b"), ("a.TAR.XZ", "a"), ("a.gz", "a"), ("a.ipynb.zip", "a.ipynb"), ("a", "a"),
])  # fmt: skip
def test_an_ending_is_no_part_of_an_id(name, identity):
    assert without_ending(name) == identity


def test_the_leftovers_of_tools_are_nobody_s(tmp_path, take_in):
    root = folders(tmp_path / "class", "anna", "__MACOSX", ".git", ".ipynb_checkpoints", "__pycache__", "venv")
    found = take_in(files(root, ".DS_Store", "Thumbs.db", "desktop.ini", "._anna.py"))
    assert (ids(found.handed), found.notes) == (["anna"], ())


def test_files_of_other_kinds_are_told_of_and_counted(tmp_path, take_in):
    root = files(folders(tmp_path / "class", "anna"), "a.txt", "b.csv", "c.pdf", "d.md", "e.xls")
    assert take_in(root).notes == ("Files of other kinds were passed over: 'a.txt', 'b.csv', 'c.pdf' and 2 more.",)


def test_learners_come_in_natural_order(tmp_path, take_in):
    found = take_in(folders(tmp_path / "class", "anna10", "anna9", "Ben", "anna09", "7", "10"))
    assert ids(found.handed) == ["7", "10", "anna09", "anna9", "anna10", "Ben"]


def test_one_id_twice_is_held_and_the_others_are_graded(tmp_path, take_in):
    found = take_in(files(folders(tmp_path / "class", "anna", "ben"), "anna.zip", "anna.py"))
    assert (ids(found.handed), ids(found.held)) == (["ben"], ["anna"] * 3)
    assert all(f"{tmp_path}/class/anna and {tmp_path}/class/anna.py and 1 more" in one.why for one in found.held)


def test_what_is_held_comes_in_order_too(tmp_path, take_in):
    root = files(folders(tmp_path / "class", "a10", "b"), "a10.py")
    (root / "a9").symlink_to(root / "b")
    (root / "c").symlink_to(root / "b")
    assert ids(take_in(root).held) == ["a9", "a10", "a10", "c"]


def test_accents_typed_in_two_ways_are_one_learner(tmp_path, take_in):
    found = take_in(folders(tmp_path / "class", "Zoe\u0308", "Zoë", "ben"))
    assert (ids(found.handed), ids(found.held)) == (["ben"], ["Zoë", "Zoë"])


def test_cases_tell_learners_apart(tmp_path, take_in):
    assert ids(take_in(folders(tmp_path / "class", "anna", "Anna")).handed) == ["Anna", "anna"]


def test_links_and_devices_are_held(tmp_path, take_in):
    root = folders(tmp_path / "class", "anna")
    (root / "ben").symlink_to(root / "anna")
    (root / "carl.py").symlink_to("/etc/passwd")
    os.mkfifo(root / "dora.py")
    found = take_in(root)
    assert (ids(found.handed), ids(found.held)) == (["anna"], ["ben", "carl", "dora"])
    assert [one.why.partition(str(root))[2] for one in found.held] == [
        "/ben is a link, and links are not followed: hand in the file itself.",
        "/carl.py is a link, and links are not followed: hand in the file itself.",
        "/dora.py is no regular file.",
    ]


def test_what_may_not_be_read_is_held(tmp_path, take_in, monkeypatch):
    root = folders(tmp_path / "class", "anna", "ben")
    monkeypatch.setattr(os, "access", lambda path, _: "anna" not in path)  # nothing is refused to root
    found = take_in(root)
    assert [one.why for one in found.held] == [f"{root}/anna cannot be read: Permission denied."]
    assert ids(found.handed) == ["ben"]


def test_a_name_that_is_no_utf_8_is_held_and_can_be_written_down(tmp_path, take_in):
    root = folders(tmp_path / "class", "anna")
    Path(os.fsdecode(os.fsencode(root) + b"/b\xffn")).mkdir()
    (held,) = take_in(root).held
    assert (held.learner.id, held.path) == ("b\\xffn", f"{root}/b\\xffn")
    assert "no UTF-8: rename it" in held.why


@pytest.mark.parametrize(
    "name", ["softmax.py", "softmax.ipynb", "exercise07_softmax/softmax.py", "exercise10_linear/linear.py"]
)
def test_one_submission_is_a_class_of_one(tmp_path, take_in, name):
    (tmp_path / "anna" / name).parent.mkdir(parents=True)
    files(tmp_path / "anna", name, "helper.py")
    found = take_in(tmp_path / "anna")
    assert [(one.learner.id, one.path) for one in found.handed] == [("anna", str(tmp_path / "anna"))]
    assert "was taken as one learner's submission" in found.notes[0]


def test_a_stub_left_in_a_class_does_not_make_it_one_learner_s(tmp_path, take_in):
    root = files(folders(tmp_path / "class", "anna", "ben"), "softmax.py")
    with pytest.raises(IntakeError, match=r"'softmax.py', .* and 'anna' and 1 more, .* keep one of them elsewhere"):
        take_in(root)


def test_folders_of_exercises_with_learners_in_them_are_refused_with_what_to_do(tmp_path, take_in):
    folders(tmp_path / "class" / "exercise07_softmax", "anna", "ben")
    with pytest.raises(IntakeError, match="'exercise07_softmax', perhaps"):
        take_in(tmp_path / "class")


def test_the_folder_that_an_archive_was_unpacked_into_twice_is_looked_through(tmp_path, take_in):
    folders(tmp_path / "class" / "class", "anna", "ben")
    assert ids(take_in(tmp_path / "class").handed) == ["anna", "ben"]


def test_a_lone_folder_is_one_learner_s(tmp_path, take_in):
    folders(tmp_path / "class" / "anna", "src")
    assert ids(take_in(tmp_path / "class").handed) == ["anna"]


@pytest.mark.parametrize(("make", "told"), [
    (lambda root: root / "nowhere", "There is no file or folder .*nowhere. Name the folder"),
    (folders, "holds nothing. Name the folder"),
    (lambda root: files(root, "a.pdf"), "holds only 'a.pdf'. Name the folder"),
    (lambda root: files(root, "a.py") / "a.py", "is a file, and no archive of a class. Name the folder"),
    (lambda root: files(root, "a.rar") / "a.rar", "is an archive of a kind that is not read: unpack it"),
    (lambda root: zipped(root / "a.zip"), "holds nothing. Name the folder"),
])  # fmt: skip
def test_where_there_is_no_class_it_is_said_what_to_do(tmp_path, take_in, make, told):
    (tmp_path / "class").mkdir()
    with pytest.raises(IntakeError, match=told):
        take_in(make(tmp_path / "class"))


def test_a_folder_that_cannot_be_listed_is_told(tmp_path, take_in, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(IntakeError, match="class cannot be read: Permission denied"):
        take_in(folders(tmp_path / "class", "anna"))


def test_nothing_is_opened_while_a_class_is_listed(tmp_path, take_in, monkeypatch):
    root = files(folders(tmp_path / "class", *map(str, range(50))), "anna.py", "ben.zip")
    monkeypatch.setattr("builtins.open", None)
    monkeypatch.setattr(os, "open", None)
    assert len(take_in(root).handed) == 52
