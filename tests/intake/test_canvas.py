"""Canvas's names are read whatever learners call their files."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.intake.canvas import parse
from grader.submission.take import SubmissionError, take_handed
from tests.intake.build import NAMES, files, names, numbers

# What Canvas leaves of a name: letters and digits of any script.
squeezed = st.text(st.characters(categories=["Ll", "Lo", "Nd"]), min_size=1, max_size=20)
people = squeezed.filter(lambda name: name != "late" and not name.isdigit())
plain_names = names.filter(lambda name: "-" not in name and "." not in name).map(lambda name: f"{name}.py")


@given(people, st.booleans(), numbers, numbers, plain_names, st.integers(0, 99))
@example("anna", True, "1", "2", "3_4_5_softmax.py", 0)
@example("latenight", False, "1", "2", "late_3_4_x.py", 2)
def test_a_name_gives_back_its_parts(name, late, user, attachment, file, number):
    again = file.replace(".py", f"-{number}.py") if number else file
    named = parse(f"{name}{'_late' if late else ''}_{user}_{attachment}_{again}")
    assert named is not None
    assert (named.user, named.attachment, named.file, named.number) == (user, attachment, file, number)
    assert named.late == late


@given(st.booleans(), numbers, numbers, plain_names)
def test_without_a_name_the_rest_is_read(late, user, attachment, file):
    named = parse(f"{'late_' if late else ''}{user}_{attachment}_{file}")
    assert named is not None
    assert (named.name, named.late, named.user, named.file) == ("", late, user, file)


@pytest.mark.parametrize(("name", "file", "number"), [
    ("a_1_2_softmax-3.py", "softmax.py", 3), ("a_1_2_softmax.tar-1.gz", "softmax.tar.gz", 1),
    ("a_1_2_soft-max.py", "soft-max.py", 0), ("a_1_2_-1.py", "-1.py", 0), ("a_1_2_README-2", "README", 2),
    ("a_1_2_softmax-2024.py", "softmax-2024.py", 0), ("a_1_2_.py", ".py", 0), ("a_1_2_a\nb.py", "a\nb.py", 0),
])  # fmt: skip
def test_only_the_number_of_a_hand_in_is_taken_off(name, file, number):
    named = parse(name)
    assert named is not None
    assert (named.file, named.number) == (file, number)


@pytest.mark.parametrize("name", ["anna.py", "anna_1.py", "anna_1_softmax.py", "anna_x_2_softmax.py", "_1_2_", "1_2_"])
def test_other_names_are_not_canvas_s(name):
    assert parse(name) is None


def test_one_late_file_makes_the_whole_late(tmp_path, take_in):
    (anna,) = take_in(
        files(tmp_path / "class", "anna_late_1_2_softmax.py", "anna_1_3_helper.py", "anna_1_4_z.py")
    ).handed
    assert anna.late


@pytest.mark.parametrize("name", NAMES)
def test_a_file_comes_back_under_the_learner_s_own_name(tmp_path, take_in, name):
    found = take_in(files(tmp_path / "class", f"leeanna_1_2_{name}.py", "benben_late_3_4_x.py"))
    anna, ben = found.handed
    assert (found.system, anna.learner.ids, list(anna.files)) == ("canvas", {"canvas": "1"}, [f"{name}.py"])
    assert (ben.learner.name, ben.late, anna.late) == ("benben", True, False)


def test_a_learner_s_files_belong_together(tmp_path, exercise, take_in):
    root = files(tmp_path / "class", "anna_1_2_helper.py", "anna_1_3_data.csv", "ben_2_5_softmax.py")
    (root / "anna_1_4_softmax.py").write_text("import helper\n")
    found = take_in(root)
    submission = take_handed(found.handed[0], exercise, sole=False)
    assert set(submission.files) == {"softmax.py", "helper.py"}
    assert (submission.path, found.notes) == (f"{root}/anna_1_4_softmax.py", ())


def test_nobody_s_module_imports_another_learner_s(tmp_path, exercise, take_in):
    root = files(tmp_path / "class", "ben_2_5_ben.py", "ben_2_6_softmax.py")
    (root / "anna_1_4_softmax.py").write_text("import ben\n")
    (root / "ben.py").write_text("x = 1\n")
    submission = take_handed(take_in(root).handed[0], exercise, sole=False)
    assert set(submission.files) == {"softmax.py"}


def test_the_latest_of_several_hand_ins_counts(tmp_path, take_in):
    names = ("anna_1_9_softmax-2.py", "anna_1_4_softmax-10.py", "anna_1_2_softmax.py")
    (anna,) = take_in(files(tmp_path / "class", *names)).handed
    assert anna.files == {"softmax.py": f"{tmp_path}/class/anna_1_4_softmax-10.py"}
    assert anna.notes == ("'softmax.py' was handed in several times: the latest counts.",)


def test_one_archive_is_the_submission(tmp_path, take_in):
    (anna,) = take_in(files(tmp_path / "class", "anna_1_4_hw.zip", "anna_1_5_notes.pdf")).handed
    assert (anna.path, anna.files) == (f"{tmp_path}/class/anna_1_4_hw.zip", {})


def test_several_archives_are_all_looked_into(tmp_path, exercise, take_in):
    (anna,) = take_in(files(tmp_path / "class", "anna_1_4_hw.zip", "anna_1_5_b.tar.gz")).handed
    assert sorted(anna.files) == ["b.tar.gz", "hw.zip"]
    with pytest.raises(SubmissionError, match="is no whole archive: pack it again"):
        take_handed(anna, exercise, sole=True)


@pytest.mark.parametrize(("name", "why"), [
    ("anna_1_2_report.pdf", "only 'report.pdf': ask for the file"), ("anna_1_text.html", "Text was typed into Canvas"),
    ("anna_late_1_link.html", "Text was typed into Canvas"),
])  # fmt: skip
def test_who_handed_in_no_code_is_held(tmp_path, take_in, name, why):
    found = take_in(files(tmp_path / "class", name, "ben_2_3_softmax.py"))
    assert [one.learner.id for one in found.held] == ["1"]
    assert why in found.held[0].why
    assert [one.learner.id for one in found.handed] == ["2"]
