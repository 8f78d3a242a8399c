"""What is handed in becomes plain sources, or a sentence that says what to do."""

import os

import pytest

from grader.course import Exercise
from grader.experiment import wire
from grader.experiment.message import Load
from grader.learners import Handed, Learner
from grader.submission.take import (
    MAX_FILES,
    MAX_SOURCE,
    AbsentError,
    SubmissionError,
    UnreadableError,
    take,
    take_handed,
)
from tests.submission.pack import KINDS, notebook, packed, zipped


@pytest.fixture
def exercise(tmp_path):
    """An exercise without anything given."""
    folder = tmp_path / "course" / "exercises" / "exercise07_softmax"
    folder.mkdir(parents=True)
    (folder / "softmax.py").write_text("def softmax(x, dim):\n    raise NotImplementedError\n", encoding="utf-8")
    return Exercise(folder, 7, "softmax", "Softmax", "Layers", "A summary.", 20)


@pytest.fixture
def folder(tmp_path):
    """A learner's folder."""
    path = tmp_path / "work"
    path.mkdir()
    return path


def write(folder, **files):
    """Files beside each other: `softmax="..."` is softmax.py."""
    folder.mkdir(exist_ok=True, parents=True)
    for name, content in files.items():
        path = folder / f"{name}.py"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def test_the_module_itself_can_be_named(folder, exercise):
    write(folder, softmax="x = 1\n")
    assert take(folder / "softmax.py", exercise).files == {"softmax.py": "x = 1\n"}


def test_a_module_of_another_name_is_taken_as_the_exercise_s(folder, exercise):
    write(folder, my_solution="x = 1\n")
    submission = take(folder / "my_solution.py", exercise)
    assert (submission.module, submission.files) == ("softmax", {"softmax.py": "x = 1\n"})


def test_the_folder_that_holds_it_can_be_named(folder, exercise):
    write(folder, softmax="x = 1\n")
    assert take(folder, exercise).files == {"softmax.py": "x = 1\n"}


def test_the_folder_that_holds_the_exercise_s_folder_can_be_named(folder, exercise):
    write(folder / exercise.id, softmax="x = 1\n")
    assert take(folder, exercise).files == {"softmax.py": "x = 1\n"}


def test_the_nearer_module_wins(folder, exercise):
    write(folder, softmax="x = 1\n")
    write(folder / exercise.id, softmax="x = 2\n")
    assert take(folder, exercise).files == {"softmax.py": "x = 1\n"}


@pytest.mark.parametrize("name", ["nowhere", "empty", "pipe", "folder/softmax.py"])
def test_what_is_not_there_is_said_with_what_to_do(folder, exercise, name):
    (folder / "empty").mkdir()
    (folder / "folder" / "softmax.py").mkdir(parents=True)
    os.mkfifo(folder / "pipe")
    with pytest.raises(SubmissionError, match=r"softmax\.py"):
        take(folder / name, exercise)


def test_a_file_that_cannot_be_read_is_said(folder, exercise, monkeypatch):
    def refuse(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    write(folder, softmax="x = 1\n")
    monkeypatch.setattr(os, "read", refuse)  # by permissions nothing is refused to root
    for path in (folder, folder / "softmax.py"):
        with pytest.raises(SubmissionError, match=r"softmax\.py cannot be read: Permission denied\."):
            take(path, exercise)


@pytest.mark.parametrize("data", [b"\x89PNG\xff", b"x = 1\0", b"# coding: undefined\n"])
def test_a_binary_is_refused_by_its_name(folder, exercise, data):
    write(folder, softmax=data)
    with pytest.raises(SubmissionError, match=r"softmax\.py .*save it as UTF-8"):
        take(folder, exercise)


def test_a_binary_helper_is_refused_by_its_name(folder, exercise):
    write(folder, softmax="import helper\n", helper=b"\x89PNG\xff")
    with pytest.raises(SubmissionError, match=r"helper\.py is not text"):
        take(folder, exercise)


def test_a_file_of_the_largest_size_is_taken_and_one_byte_more_is_not(folder, exercise):
    write(folder, softmax=b"#" * MAX_SOURCE)
    assert len(take(folder, exercise).files["softmax.py"]) == MAX_SOURCE
    write(folder, softmax=b"#" * (MAX_SOURCE + 1))
    with pytest.raises(SubmissionError, match="larger than 1 MiB"):
        take(folder, exercise)


def test_many_large_helpers_are_refused_before_they_are_sent(folder, exercise):
    names = [f"helper{number}" for number in range(6)]
    write(folder, softmax="".join(f"import {name}\n" for name in names), **dict.fromkeys(names, b"#" * (1 << 19)))
    with pytest.raises(SubmissionError, match="too large to be one exercise"):
        take(folder, exercise)


def test_no_more_than_so_many_helpers_are_taken(folder, exercise):
    names = [f"helper{number:03}" for number in range(MAX_FILES + 20)]
    write(folder, softmax="".join(f"import {name}\n" for name in names), **dict.fromkeys(names, "x = 1\n"))
    assert len(take(folder, exercise).files) == 1 + MAX_FILES


@pytest.mark.parametrize("source", ["", "\n", "  \n\t\n"])
def test_an_empty_module_is_taken_with_a_note(folder, exercise, source):
    write(folder, softmax=source)
    (note,) = take(folder, exercise).notes
    assert "softmax.py is empty" in note


def test_a_module_that_is_no_python_is_broken_and_told_so(folder, exercise):
    write(folder, softmax="def softmax(x:\n")
    submission = take(folder, exercise)
    assert submission.broken.startswith("softmax.py, line 1: ")
    assert submission.flavour == "numpy"


def test_an_invalid_escape_does_not_break_a_module(folder, exercise):
    write(folder, softmax="x = '\\d'\nimport torch\n")
    submission = take(folder, exercise)
    assert not submission.broken
    assert submission.flavour == "torch"


def test_helpers_come_along_and_helpers_of_helpers_too(folder, exercise):
    write(
        folder, softmax="from first import a\n", first="def f():\n    import second\n",
        second="import softmax, first\n", unused="x = 1\n",
    )  # fmt: skip
    assert set(take(folder, exercise).files) == {"softmax.py", "first.py", "second.py"}


def test_a_helper_with_a_syntax_error_comes_along(folder, exercise):
    write(folder, softmax="import helper\n", helper="def f(:\n")
    submission = take(folder, exercise)
    assert not submission.broken
    assert "helper.py" in submission.files


def test_a_helper_that_is_a_symlink_stays_outside(folder, exercise, tmp_path):
    write(tmp_path, secret="KEY = 1\n")
    write(folder, softmax="import secret\n")
    (folder / "secret.py").symlink_to(tmp_path / "secret.py")
    assert set(take(folder, exercise).files) == {"softmax.py"}


def test_what_is_given_is_the_exercise_s_and_not_the_learner_s(folder, exercise):
    write(exercise.folder, given="RIGHT = 1\n")
    write(folder, softmax="import given\n", given="RIGHT = 0\n")
    assert take(folder, exercise).files["given.py"] == "RIGHT = 1\n"


@pytest.mark.parametrize(("source", "flavour"), [
    ("import numpy as np\n", "numpy"), ("import torch\n", "torch"), ("from torch import Tensor\n", "torch"),
    ("import torch.nn as nn\n", "torch"), ("# import torch\n", "numpy"), ("import torchvision\n", "numpy"),
    ("def f():\n    import torch\n", "torch"), ("x = 'import torch'\n", "numpy"),
    ("if __name__ == '__main__':\n    import torch\n", "numpy"),
    ("if __name__ == '__main__':\n    pass\nelse:\n    import torch\n", "torch"),
    ("def f():\n    if __name__ == '__main__':\n        import torch\n", "torch"),
    ("__name__ = '__main__'\nif __name__ == '__main__':\n    import torch\n", "torch"),
])  # fmt: skip
def test_the_flavour_is_what_the_source_imports(folder, exercise, source, flavour):
    write(folder, softmax=source)
    assert take(folder, exercise).flavour == flavour


def test_a_helper_that_imports_torch_makes_it_a_torch_submission(folder, exercise):
    write(folder, softmax="import helper\n", helper="import torch\n")
    assert take(folder, exercise).flavour == "torch"


def test_where_numpy_is_imported_too_the_flavour_is_explained(folder, exercise):
    write(folder, softmax="import numpy as np\nimport helper\n", helper="x = 1\nfrom torch import exp\n")
    assert take(folder, exercise).notes == ("Graded as PyTorch, because helper.py imports torch (line 2).",)
    write(folder, softmax="import numpy as np\n\nimport torch\nimport torch\n")
    assert take(folder, exercise).notes == ("Graded as PyTorch, because softmax.py imports torch (line 3).",)


@pytest.mark.parametrize("source", [
    "import torch\n", "import numpy\n", "import numpy\nif __name__ == '__main__':\n    import torch\n",
    "import torch\nif __name__ == '__main__':\n    import numpy\n",
])  # fmt: skip
def test_where_one_library_is_imported_nothing_is_to_be_explained(folder, exercise, source):
    write(folder, softmax=source)
    assert take(folder, exercise).notes == ()


def test_what_only_the_script_imports_stays_outside(folder, exercise):
    write(folder, softmax="if __name__ == '__main__':\n    import plots\n", plots="import torch\n")
    assert set(take(folder, exercise).files) == {"softmax.py"}


def test_a_helper_that_another_module_hides_is_told(folder, exercise):
    write(folder, softmax="import random, helper, math\n", random="x = 1\n", helper="import numpy\n", numpy="x = 1\n")
    assert take(folder, exercise).notes == (
        "numpy.py has the name of the library, so `import numpy` finds that one: rename your file.",
        "random.py has the name of a standard module, so `import random` finds that one: rename your file.",
    )


def test_a_file_that_is_not_imported_is_not_told_of(folder, exercise):
    write(folder, softmax="import math\n", random="x = 1\n")
    assert take(folder, exercise).notes == ()


def test_the_digest_is_of_the_sources_and_not_of_the_bytes(folder, exercise):
    write(folder, softmax="x = 1\n")
    first = take(folder, exercise).digest
    write(folder, softmax=b"\xef\xbb\xbfx = 1\r\n")
    assert take(folder, exercise).digest == first
    write(folder, softmax="x = 2\n")
    assert take(folder, exercise).digest != first


def test_files_cannot_be_moved_between_names_under_one_digest(folder, exercise):
    write(folder, softmax="import a, b\n", a="1\n", b="")
    first = take(folder, exercise).digest
    write(folder, a="", b="1\n")
    assert take(folder, exercise).digest != first


def test_the_strangest_source_still_fits_a_message(folder, exercise):
    write(folder, softmax="import helper\n", helper="# coding: utf-7\nx = '+AGEA4Q-'\n")
    submission = take(folder, exercise)
    load = Load(1, submission.module, submission.files)
    assert wire.decode_request(wire.frame(load)[4:]) == load


def handed(path, **files):
    """What one learner of a class handed in: `softmax=path` is softmax.py."""
    return Handed(Learner("anna"), str(path), {f"{name}.py": str(file) for name, file in files.items()})


@pytest.fixture(params=[True, False], ids=["sole", "one of several"])
def sole(request):
    """Whether no other exercise is graded."""
    return request.param


def test_a_folder_that_was_handed_in_is_the_same_submission(folder, exercise, sole):
    write(folder, softmax="import helper\n", helper="x = 1\n")
    assert take_handed(handed(folder), exercise, sole=sole) == take(folder, exercise)


@pytest.mark.parametrize("kind", KINDS)
def test_an_archive_that_was_handed_in_is_the_same_submission(tmp_path, exercise, sole, kind):
    path = packed(tmp_path, kind, ("anna/softmax.py", b"import helper\n"), ("anna/helper.py", b"x = 1\n"))
    assert take_handed(handed(path), exercise, sole=sole) == take(path, exercise)


def test_a_file_that_was_handed_in_alone_has_nothing_beside_it(folder, exercise):
    write(folder, anna="import ben\n", ben="SECRET = 1\n")
    submission = take_handed(handed(folder / "anna.py"), exercise, sole=True)
    assert submission.files == {"softmax.py": "import ben\n"}
    assert submission.path == str(folder / "anna.py")
    assert submission.notes == ("'anna.py' was taken as softmax.py: it is the only source that was handed in.",)


def test_only_the_files_that_a_learner_handed_in_are_beside_each_other(folder, exercise, sole):
    write(folder, x1="import helper, ben\n", x2="x = 1\n", ben="SECRET = 1\n")
    one = handed(folder, softmax=folder / "x1.py", helper=folder / "x2.py")
    submission = take_handed(one, exercise, sole=sole)
    assert submission.files == {"softmax.py": "import helper, ben\n", "helper.py": "x = 1\n"}
    assert submission.path == str(folder / "x1.py")


MEANT = "def softmax(x, dim):\n    return x\n"


def test_a_source_that_defines_nothing_of_the_exercise_is_not_taken_for_it(folder, exercise):
    write(folder, notes="def sort_of_softmax(): pass\n")
    path = zipped(folder.parent / "a.zip", ("notes.py", b"softmax\n"))
    for one in (handed(folder), handed(path), handed(folder, any=folder / "notes.py")):
        with pytest.raises(AbsentError, match=r"There is no softmax\.py"):
            take_handed(one, exercise, sole=True)


def test_a_file_by_itself_is_what_was_handed_in_whatever_it_holds(folder, exercise):
    write(folder, anna="1 +\n")
    assert take_handed(handed(folder / "anna.py"), exercise, sole=True).broken


def test_a_module_of_another_name_is_taken_where_no_other_exercise_is_graded(folder, exercise):
    write(folder, my_work=MEANT)
    for one in (handed(folder), handed(folder / "my_work.py"), handed(folder, any=folder / "my_work.py")):
        assert take_handed(one, exercise, sole=True).files == {"softmax.py": MEANT}
        with pytest.raises(AbsentError, match=r"There is no softmax\.py"):
            take_handed(one, exercise, sole=False)


def test_the_only_source_in_an_archive_is_taken_where_no_other_exercise_is_graded(folder, exercise):
    path = zipped(folder / "anna.zip", ("anna/my_work.py", MEANT.encode()), ("anna/data.csv", b""))
    for one in (handed(path), handed(folder)):
        assert take_handed(one, exercise, sole=True).files == {"softmax.py": MEANT}
        with pytest.raises(AbsentError, match=r"There is no softmax\.py"):
            take_handed(one, exercise, sole=False)


def test_a_source_called_like_another_exercise_is_not_taken_for_this_one(folder, exercise):
    (exercise.folder.parent / "exercise10_linear").mkdir()
    write(folder, linear="x = 1\n")
    path = zipped(folder.parent / "a.zip", ("linear.py", b"x = 1\n"))
    for one in (handed(folder), handed(folder / "linear.py"), handed(path)):
        with pytest.raises(AbsentError):
            take_handed(one, exercise, sole=True)


def test_two_sources_of_other_names_are_not_guessed_at(folder, exercise):
    write(folder, one="x = 1\n", two="x = 2\n")
    with pytest.raises(AbsentError, match=r"There is no softmax\.py in .*/work, nor in "):
        take_handed(handed(folder), exercise, sole=True)


def test_the_archive_in_a_folder_is_looked_into(folder, exercise, sole):
    zipped(folder / "hw.zip", ("softmax.py", b"x = 1\n"))
    submission = take_handed(handed(folder), exercise, sole=sole)
    assert (submission.files, submission.path) == ({"softmax.py": "x = 1\n"}, str(folder))


def test_two_archives_with_the_module_are_refused(folder, exercise, sole):
    for name in "ab":
        zipped(folder / f"{name}.zip", ("softmax.py", name.encode()))
    with pytest.raises(SubmissionError, match=r"a\.zip and .*b\.zip both hold a softmax\.py"):
        take_handed(handed(folder), exercise, sole=sole)


def test_a_link_that_was_handed_in_is_not_followed(folder, exercise, tmp_path):
    write(tmp_path, secret="KEY = 1\n")
    (folder / "softmax.py").symlink_to(tmp_path / "secret.py")
    for one in (handed(folder), handed(folder / "softmax.py"), handed(folder, softmax=folder / "softmax.py")):
        with pytest.raises(SubmissionError, match="is a link, and links are not followed"):
            take_handed(one, exercise, sole=True)


def test_what_is_gone_is_not_the_learner_s_fault(folder, exercise, sole):
    spread = Handed(Learner("anna"), str(folder), {"a.zip": str(folder / "gone.zip"), "b.py": str(folder / "b.py")})
    for one in (
        handed(folder / "gone"),
        handed(folder / "gone.zip"),
        handed(folder, softmax=folder / "gone.py"),
        spread,
    ):
        with pytest.raises(UnreadableError, match=r"gone.* cannot be read: No such file or directory\."):
            take_handed(one, exercise, sole=sole)


@pytest.mark.parametrize("number", [5, 13])
def test_what_the_system_refuses_is_not_the_learner_s_fault(folder, exercise, monkeypatch, number):
    def refuse(*_: object) -> bytes:
        raise OSError(number, os.strerror(number))

    write(folder, softmax="x = 1\n")
    zipped(folder / "a.zip", ("softmax.py", b"x = 1\n"))
    monkeypatch.setattr(os, "read", refuse)
    for one in (handed(folder), handed(folder / "softmax.py"), handed(folder, softmax=folder / "softmax.py")):
        with pytest.raises(UnreadableError, match=rf"softmax\.py cannot be read: {os.strerror(number)}\."):
            take_handed(one, exercise, sole=True)


def test_a_helper_that_the_system_refuses_is_not_the_learner_s_fault(folder, exercise, monkeypatch):
    opened = os.open

    def refuse(path, *others, **options):
        if path == "helper.py":
            raise PermissionError(13, "Permission denied")
        return opened(path, *others, **options)

    write(folder, softmax="import helper\n", helper="x = 1\n")
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnreadableError, match=r"helper\.py cannot be read: Permission denied\."):
        take_handed(handed(folder), exercise, sole=True)
    assert take(folder, exercise).notes == ("helper.py cannot be read: Permission denied.",)


@pytest.mark.parametrize("name", ["hw1/softmax.py", "hw1/exercise07_softmax/softmax.py", "a/b/c/softmax.ipynb"])
def test_a_folder_is_looked_through_as_an_archive_is(folder, exercise, sole, name):
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_bytes(notebook("import helper") if name.endswith("b") else b"import helper\n")
    write((folder / name).parent, helper="x = 1\n")
    write(folder / ".git", softmax="x = 2\n")
    write(folder / "venv" / "lib", softmax="x = 3\n")
    submission = take_handed(handed(folder), exercise, sole=sole)
    assert set(submission.files) == {"softmax.py", "helper.py"}


def test_two_modules_in_a_folder_are_refused(folder, exercise, sole):
    write(folder / "old", softmax="x = 1\n")
    write(folder / "new", softmax="x = 2\n")
    with pytest.raises(SubmissionError, match=r"work holds 'new/softmax\.py' and 'old/softmax\.py': pack only the one"):
        take_handed(handed(folder), exercise, sole=sole)


def test_a_link_in_a_folder_leads_nowhere(folder, exercise, tmp_path):
    write(tmp_path / "elsewhere", softmax="KEY = 1\n")
    (folder / "hw").symlink_to(tmp_path / "elsewhere")
    (folder / "hw.zip").symlink_to(zipped(tmp_path / "theirs.zip", ("softmax.py", b"x = 1\n")))
    with pytest.raises(AbsentError):
        take_handed(handed(folder), exercise, sole=True)


def test_a_folder_that_holds_far_too_much_is_not_said_to_lack_the_module(folder, exercise, monkeypatch):
    monkeypatch.setattr("grader.submission.handed.MAX_LISTED", 3)
    write(folder / "data", a="", b="", c="", d="")
    with pytest.raises(SubmissionError, match="work holds more than 3 files: keep only what you wrote") as caught:
        take_handed(handed(folder), exercise, sole=True)
    assert not isinstance(caught.value, AbsentError)
    write(folder, softmax="x = 1\n")
    assert take_handed(handed(folder), exercise, sole=True).files == {"softmax.py": "x = 1\n"}
