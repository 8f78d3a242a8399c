"""Whatever a submission comes in, it is the same submission; what is doubtful is said with what to do."""

import json
import os
import tarfile
import zipfile

import pytest

from grader.course import Exercise
from grader.submission.take import SubmissionError, find, take
from tests.cli.terminal import SOFTMAX, dlgrade
from tests.submission.pack import KINDS, notebook, packed, taped, tar_member, zipped

MODULE = b"import numpy as np\nfrom helper import f\n"
HELPER = b"def f(): pass\n"
FILES = (("softmax.py", MODULE), ("helper.py", HELPER), ("README.md", b"text"))


@pytest.fixture
def exercise(tmp_path):
    """An exercise without anything given."""
    folder = tmp_path / "course" / "exercises" / "exercise07_softmax"
    folder.mkdir(parents=True)
    return Exercise(folder, 7, "softmax", "Softmax", "Layers", "A summary.", 20)


@pytest.fixture
def plain(tmp_path, exercise):
    """The submission as a folder."""
    folder = tmp_path / "plain"
    folder.mkdir()
    for name, content in FILES:
        (folder / name).write_bytes(content)
    return take(folder, exercise)


def below(folder, files=FILES):
    """The files in a folder of an archive."""
    return tuple((f"{folder}{name}", content) for name, content in files)


@pytest.mark.parametrize("folder", ["", "alice/", "exercise07_softmax/", "alice/exercise07_softmax/", "./", "a b/ö/"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_archive_is_the_same_submission_as_the_folder(tmp_path, exercise, plain, kind, folder):
    path = packed(tmp_path, kind, *below(folder))
    submission = take(path, exercise)
    assert (submission.digest, submission.files) == (plain.digest, plain.files)
    assert (submission.notes, submission.path) == (plain.notes, str(path))


def test_leftovers_of_a_mac_are_no_second_module(tmp_path, exercise, plain):
    others = (("__MACOSX/a/._softmax.py", b"\0\5\x16"), ("a/.ipynb_checkpoints/softmax-checkpoint.ipynb", b"{}"))
    submission = take(packed(tmp_path, "zip", *below("a/"), *others, ("a/.git/softmax.py", b"")), exercise)
    assert (submission.digest, submission.notes) == (plain.digest, ())


@pytest.mark.parametrize("nearer", ["softmax.py", "exercise07_softmax/softmax.py"])
def test_the_module_at_the_expected_place_counts(tmp_path, exercise, nearer):
    path = packed(tmp_path, "zip", ("old/softmax.py", b"x = 1\n"), (nearer, b"x = 2\n"), ("new/softmax.py", b"x = 3\n"))
    assert take(path, exercise).files == {"softmax.py": b"x = 2\n".decode()}


def test_the_exercise_s_folder_counts_wherever_it_is(tmp_path, exercise):
    path = packed(tmp_path, "zip", ("a/exercise07_softmax/softmax.py", b"x = 2\n"), ("a/softmax.py", b"x = 3\n"))
    assert take(path, exercise).files == {"softmax.py": "x = 2\n"}


@pytest.mark.parametrize("folders", [("a/", "b/"), ("a/exercise07_softmax/", "b/exercise07_softmax/")])
def test_two_modules_are_both_named_and_none_is_chosen(tmp_path, exercise, folders):
    path = packed(tmp_path, "zip", *((f"{folder}softmax.py", b"") for folder in folders))
    with pytest.raises(SubmissionError) as told:
        take(path, exercise)
    assert all(f"'{folder}softmax.py'" in str(told.value) for folder in folders)
    assert str(told.value).endswith("pack only the one that counts.")


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_an_archive_without_the_module_says_what_it_holds(tmp_path, exercise, kind):
    path = packed(tmp_path, kind, ("other.py", b""), ("data.csv", b""))
    with pytest.raises(SubmissionError, match=r"no softmax\.py in .*: it holds 'other\.py'\. Pack your softmax\.py\."):
        take(path, exercise)
    with pytest.raises(SubmissionError, match="it holds no Python at all"):
        take(packed(tmp_path, kind, ("data.csv", b"")), exercise)


@pytest.mark.parametrize("name", ["a.rar", "a.7z", "a.py.gz"])
def test_other_archives_are_named_as_such(tmp_path, exercise, name):
    (tmp_path / name).write_bytes(b"Rar!")
    with pytest.raises(SubmissionError, match=r"not read: pack a \.zip or a \.tar\.gz"):
        take(tmp_path / name, exercise)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_archive_at_all_is_said_in_one_sentence(tmp_path, exercise, kind):
    path = tmp_path / f"submission.{kind}"
    path.write_bytes(MODULE * 100)
    with pytest.raises(SubmissionError, match=r"submission\.\S+ is no whole archive: pack it again\.$"):
        take(path, exercise)


def test_a_link_in_the_place_of_the_module_is_refused(tmp_path, exercise):
    path = taped(tmp_path / "a.tar", (tar_member("softmax.py", tarfile.SYMTYPE, "/etc/passwd"), b""))
    with pytest.raises(SubmissionError, match=r"'softmax\.py' in .*a\.tar is a link.*hand in the file itself\."):
        take(path, exercise)


def test_a_link_in_the_place_of_a_helper_stays_outside_and_is_told(tmp_path, exercise, plain):
    link = (tar_member("helper.py", tarfile.SYMTYPE, "../secret.py"), b"")
    submission = take(taped(tmp_path / "a.tar", ("softmax.py", MODULE), link), exercise)
    assert set(submission.files) == {"softmax.py"}
    assert submission.notes == ("helper.py is a link, and links are not followed: hand in the file itself.",)
    folder = tmp_path / "plain"
    (folder / "helper.py").rename(tmp_path / "elsewhere.py")
    (folder / "helper.py").symlink_to(tmp_path / "elsewhere.py")
    assert take(folder, exercise).notes == submission.notes


def test_a_link_in_the_place_of_the_module_is_refused_in_a_folder_and_followed_where_the_user_names_it(
    tmp_path, exercise, plain
):
    folder = tmp_path / "links"
    folder.mkdir()
    (folder / "softmax.py").symlink_to(tmp_path / "plain" / "softmax.py")
    (folder / "helper.py").write_bytes(HELPER)
    with pytest.raises(SubmissionError, match=r"softmax\.py is a link, and links are not followed"):
        take(folder, exercise)
    assert take(folder / "softmax.py", exercise).digest == plain.digest


def test_names_in_messages_cannot_move_the_cursor(tmp_path, exercise):
    path = packed(tmp_path, "zip", ("\x1b[2J\n/softmax.py", b""), ("\u202e/softmax.py", b""))
    with pytest.raises(SubmissionError) as told:
        take(path, exercise)
    assert str(told.value).isprintable()


def test_a_helper_that_two_names_claim_is_told(tmp_path, exercise):
    path = packed(tmp_path, "zip", ("softmax.py", MODULE), ("helper.py", HELPER), ("Helper.py", b""))
    (note,) = take(path, exercise).notes
    assert note.startswith("helper.py and 'Helper.py' have names that some machines do not tell apart")


def test_a_notebook_is_taken_beside_its_helper(tmp_path, exercise):
    (tmp_path / "helper.py").write_bytes(HELPER)
    (tmp_path / "softmax.ipynb").write_bytes(notebook("import numpy as np", "%time\nfrom helper import f"))
    for path in (tmp_path, tmp_path / "softmax.ipynb"):
        submission = take(path, exercise)
        assert list(submission.files) == ["softmax.py", "helper.py"]
        assert submission.notes[0].startswith("Taken from softmax.ipynb: its 2 code cells run")
        assert find(path, exercise) == tmp_path / "softmax.ipynb"


@pytest.mark.parametrize("folder", ["", "alice/"])
@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_a_notebook_in_an_archive_is_the_same(tmp_path, exercise, kind, folder):
    data = notebook("import numpy as np", "x = 1")
    (tmp_path / "mine.ipynb").write_bytes(data)
    path = packed(tmp_path, kind, (f"{folder}softmax.ipynb", data))
    assert take(path, exercise).files == take(tmp_path / "mine.ipynb", exercise).files


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_where_both_are_there_the_module_counts_and_says_so(tmp_path, exercise, form):
    files = (("softmax.py", b"x = 1\n"), ("softmax.ipynb", notebook("x = 2")))
    path = tmp_path / "both"
    path.mkdir()
    for name, content in files:
        (path / name).write_bytes(content)
    submission = take(packed(tmp_path, "zip", *files) if form == "zip" else path, exercise)
    assert submission.files == {"softmax.py": "x = 1\n"}
    assert submission.notes == ("softmax.ipynb was not looked at: softmax.py is beside it, and counts.",)


def test_a_broken_cell_is_named_and_nothing_is_run(tmp_path, exercise):
    (tmp_path / "softmax.ipynb").write_bytes(notebook("x = 1", "def f(:"))
    assert take(tmp_path, exercise).broken == "softmax.ipynb, code cell 2, line 1: invalid syntax: `def f(:`."


def test_a_notebook_of_nothing_is_empty(tmp_path, exercise):
    (tmp_path / "softmax.ipynb").write_bytes(notebook())
    assert any("softmax.ipynb is empty" in note for note in take(tmp_path, exercise).notes)


def test_a_helper_that_hides_from_the_look_is_not_run(tmp_path, exercise):
    """How deep the parser goes depends on the stack below it, so what cannot be looked at may still compile."""
    helper = b"import torch.nn\nx = 1" + b" + 1" * 3000
    submission = take(packed(tmp_path, "zip", ("softmax.py", MODULE), ("helper.py", helper)), exercise)
    assert submission.broken.startswith("helper.py is nested too deeply to be read")


def test_many_helpers_share_what_one_source_may_hold(tmp_path, exercise):
    names = [f"helper{number}" for number in range(4)]
    imports = "".join(f"import {name}\n" for name in names).encode()
    data = "".join(f"x{number} = {number}\n" for number in range(20_000)).encode()
    files = [("softmax.py", imports), *((f"{name}.py", data) for name in names)]
    with pytest.raises(SubmissionError, match="too large to be one exercise"):
        take(packed(tmp_path, "zip", *files), exercise)


def test_only_so_many_names_are_looked_for(tmp_path, exercise, monkeypatch):
    (tmp_path / "softmax.py").write_text("".join(f"import a{number}\n" for number in range(5000)), encoding="utf-8")
    opened, count = os.lstat, 0

    def counted(*args, **kwargs):
        nonlocal count
        count += 1
        return opened(*args, **kwargs)

    monkeypatch.setattr(os, "lstat", counted)
    take(tmp_path, exercise)
    assert count < 1100


@pytest.mark.parametrize("name", ["softmax.zip", "softmax.tar.gz", "softmax.py", "softmax.ipynb"])
def test_a_pipe_is_not_waited_for(tmp_path, exercise, name):
    os.mkfifo(tmp_path / name)
    for look in (take, find):
        with pytest.raises(SubmissionError, match=r"is no regular file\. Name your softmax\.py"):
            look(tmp_path / name, exercise)


def test_the_file_of_an_archive_is_the_archive(tmp_path, exercise):
    path = zipped(tmp_path / "A.ZIP", ("softmax.py", MODULE), method=zipfile.ZIP_STORED)
    assert find(path, exercise) == path
    assert take(path, exercise).files == {"softmax.py": MODULE.decode()}


@pytest.mark.parametrize("form", ["zip", "tar.gz", "ipynb"])
def test_every_form_is_checked_from_the_command_line(tmp_path, form):
    source = (SOFTMAX / "right_numpy" / "softmax.py").read_bytes()
    if form == "ipynb":
        (tmp_path / "submission.ipynb").write_bytes(notebook("%matplotlib inline", source.decode(), "softmax?"))
    else:
        packed(tmp_path, form, ("alice/softmax.py", source))
    done = dlgrade("check", "7", f"submission.{form}", "--json", "--no-shrink", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["score"] == 20
