"""Moodle's names are read whatever people are called, with folders and without."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.intake.gather import IntakeError
from grader.intake.moodle import parse
from grader.intake.people import as_id
from tests.intake.build import NAMES, files, folders, names, numbers

FILE = "_assignsubmission_file"
TEXT = "_assignsubmission_onlinetext"


@given(names, numbers, st.sampled_from([FILE, f"{FILE}_", TEXT, f"{TEXT}_"]))
@example("a_1_assignsubmission_file", "2", FILE)
@example("a_1_assignsubmission_onlinetext_", "2", FILE)
def test_a_folder_s_name_gives_back_the_name_and_the_id(name, number, ending):
    named = parse(f"{name}_{number}{ending}", folder=True)
    assert named is not None
    assert (named.name, named.id, named.typed) == ("" if name == "Participant" else as_id(name), number, TEXT in ending)


@given(names.filter(lambda name: "_assignsubmission_" not in name), numbers, names)
@example("a", "1", "_2_assignsubmission_file_softmax.py")
def test_a_file_s_name_gives_back_the_name_the_id_and_the_file_s_own(name, number, file):
    named = parse(f"{name}_{number}{FILE}_{file}", folder=False)
    assert named is not None
    assert (named.name, named.id, named.file) == ("" if name == "Participant" else as_id(name), number, file)


@pytest.mark.parametrize(
    "name", ["anna", f"anna{FILE}", f"anna_x{FILE}", "anna_1_assignsubmission_comments", f"1{FILE}"]
)
def test_other_names_are_not_moodle_s(name):
    assert parse(name, folder=True) is None
    assert parse(name, folder=False) is None


@pytest.mark.parametrize("ending", [FILE, f"{FILE}_"])
def test_a_whole_class_is_read_back(tmp_path, take_in, ending):
    numbered = {str(number): name for number, name in enumerate(NAMES)}
    found = take_in(folders(tmp_path / "class", *(f"{name}_{number}{ending}" for number, name in numbered.items())))
    assert found.system == "moodle"
    assert {one.learner.id: one.learner.name for one in found.handed} == {
        number: as_id(name) for number, name in numbered.items()
    }
    assert all(one.learner.ids == {"moodle": one.learner.id} for one in found.handed)


def test_where_folders_are_off_each_learner_has_what_is_theirs(tmp_path, exercise, take_in):
    mine = [f"Anna_1{FILE}_softmax.py", f"Anna_1{FILE}_helper.py", f"Anna_1{FILE}_notes.pdf"]
    anna, ben = take_in(files(tmp_path / "class", *mine, f"Ben_2{FILE}_any.py")).handed
    assert sorted(anna.files) == ["helper.py", "softmax.py"]
    assert list(ben.files) == ["any.py"]


def test_a_learner_s_file_name_never_passes_for_somebody_else_s_id(tmp_path, take_in):
    names = (f"Eve_1{FILE}_Ben_2{FILE}_softmax.py", f"Ben_2{FILE}_softmax.py")
    found = take_in(files(tmp_path / "class", *names))
    assert [(one.learner.name, list(one.files)) for one in found.handed] == [
        ("Eve", [f"Ben_2{FILE}_softmax.py"]), ("Ben", ["softmax.py"]),
    ]  # fmt: skip


def test_blind_marking_gives_no_names(tmp_path, take_in):
    (found,) = take_in(folders(tmp_path / "class", f"Participant_4711{FILE}")).handed
    assert (found.learner.id, found.learner.name) == ("4711", "")


def test_a_text_beside_a_file_is_passed_over_with_a_remark(tmp_path, take_in):
    (found,) = take_in(folders(tmp_path / "class", f"Anna_1{FILE}", f"Anna_1{TEXT}")).handed
    assert found.path.endswith(f"Anna_1{FILE}")
    assert found.notes == ("Text that was typed into Moodle was passed over.",)


@pytest.mark.parametrize("make", [
    lambda root: folders(root, f"Anna_1{TEXT}"), lambda root: files(root, f"Anna_1{TEXT}_onlinetext.html"),
])  # fmt: skip
def test_a_text_alone_is_held(tmp_path, take_in, make):
    (held,) = take_in(make(tmp_path / "class")).held
    assert (held.learner.name, held.why) == (
        "Anna",
        "Text was typed into Moodle, and no file handed in: ask for the file.",
    )


def test_one_id_twice_is_held(tmp_path, take_in):
    names = (f"Anna_1{FILE}", f"Anna Lee_1{FILE}_", f"Ben_2{FILE}")
    found = take_in(folders(tmp_path / "class", *names))
    assert [one.learner.id for one in found.handed] == ["2"]
    assert [one.learner.id for one in found.held] == ["1", "1"]


def test_the_same_file_twice_is_held(tmp_path, take_in):
    found = take_in(files(tmp_path / "class", f"Anna_1{FILE}_a.py", f"Anna Lee_1{FILE}_a.py"))
    assert (found.handed, len(found.held)) == ((), 1)
    assert "is the second 'a.py' of one learner" in found.held[0].why


def test_a_stranger_in_the_class_is_taken_by_the_name_and_told(tmp_path, take_in):
    found = take_in(folders(tmp_path / "class", f"Anna_1{FILE}", f"Ben_2{FILE}", "carl"))
    assert [one.learner.id for one in found.handed] == ["1", "2", "carl"]
    assert found.notes == ("Not named as Moodle names submissions, so taken by the name: 'carl'.",)


def test_a_few_names_alike_do_not_make_a_class_moodle_s(tmp_path, take_in):
    found = take_in(folders(tmp_path / "class", f"Anna_1{FILE}", "ben", "carl"))
    assert found.system == "plain"


def test_the_system_that_is_given_is_not_doubted(tmp_path, take_in):
    found = take_in(folders(tmp_path / "class", f"Anna_1{FILE}", "ben", "carl"), system="moodle")
    assert [one.learner.id for one in found.handed] == ["1", "ben", "carl"]


@pytest.mark.parametrize("system", ["moodle", "canvas", "gradescope", "classroom"])
def test_a_system_of_which_there_is_nothing_is_refused_with_what_is_there(tmp_path, take_in, system):
    with pytest.raises(
        IntakeError, match=r"nothing that is named as .*, like .*: it holds 'anna', 'ben'\. Name another"
    ):
        take_in(folders(tmp_path / "class", "anna", "ben"), system=system)
