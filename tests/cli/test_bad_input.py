"""Bad input gets one clear sentence, the right exit code, no traceback, and loses nothing of the learner's."""

import errno
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Say
from tests.cli.terminal import SOFTMAX, dlgrade, is_clean
from tests.cli.toy import RIGHT, make_course

QUICK = ("--no-shrink", "--timeout", "1")
RIGHT_SOFTMAX = SOFTMAX / "right_numpy"


def one_sentence(err: str) -> str:
    """Standard error, which is one line for the user and no traceback."""
    lines = [line for line in err.splitlines() if not line.startswith("Drawing ")]
    assert len(lines) == 1, err
    assert lines[0].startswith("dlgrade: ")
    assert lines[0].endswith(".")
    assert "Traceback" not in err
    assert "fault of dlgrade's own" not in err
    return lines[0]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its content."""
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_path_that_does_not_exist(say: Say) -> None:
    code, out, err = say("check", "7", "nowhere/softmax.py")
    assert (code, out) == (2, "")
    assert "no file or folder nowhere/softmax.py" in one_sentence(err)
    assert "softmax.py, or the folder" in err


def test_a_directory_without_the_module(say: Say, here: Path) -> None:
    (here / "empty").mkdir()
    for words in (["empty"], []):
        code, out, err = say("check", "7", *words)
        assert (code, out) == (2, "")
        assert "`dlgrade start exercise07_softmax`" in one_sentence(err)


def test_a_path_that_is_no_regular_file(say: Say, here: Path) -> None:
    os.mkfifo(here / "pipe")
    code, _, err = say("check", "7", "pipe")  # and it does not wait for a writer
    assert code == 2
    assert "no regular file" in one_sentence(err)


def test_a_link_that_leads_nowhere(say: Say, here: Path) -> None:
    (here / "softmax.py").symlink_to("nowhere.py")
    code, _, err = say("check", "7", "softmax.py")
    assert code == 2
    one_sentence(err)


@pytest.mark.parametrize(
    "content", [b"\x7fELF\x02\x01\x01\0\0\xff\xfe", b"\x89PNG\r\n\x1a\n\0\0", b"x = '\xe9'\n", b"x = 1\0\n"]
)
def test_a_binary(content: bytes, say: Say, here: Path) -> None:
    (here / "softmax.py").write_bytes(content)
    code, out, err = say("check", "7")
    assert (code, out) == (2, "")
    assert "UTF-8" in one_sentence(err)
    assert (here / "softmax.py").read_bytes() == content


def test_a_file_that_is_far_too_large(say: Say, here: Path) -> None:
    (here / "softmax.py").write_bytes(b"#" * (2 << 20))
    code, _, err = say("check", "7")
    assert code == 2
    assert "1 MiB" in one_sentence(err)


def test_a_pytorch_submission_where_there_is_no_pytorch(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.recording.versions", lambda: {"numpy": "2"})
    code, out, err = say("check", "7", str(SOFTMAX / "right_torch"))
    assert (code, out) == (2, "")
    assert "pip install torch==2.13.0" in err
    assert "Traceback" not in err


def test_an_empty_file_is_not_attempted_and_says_how_to_begin(say: Say, here: Path) -> None:
    (here / "softmax.py").write_bytes(b"")
    code, out, _ = say("check", "7", "--json", *QUICK)
    report = json.loads(out)
    assert (code, report["score"], report["verdict"]) == (1, 0, "not_attempted")
    assert any("softmax.py is empty: `dlgrade start" in note for note in report["notes"])


def test_a_syntax_error_names_line_and_text(say: Say, here: Path) -> None:
    (here / "softmax.py").write_text("import numpy as np\n\ndef softmax(x:\n    return x\n", encoding="utf-8")
    code, out, _ = say("check", "7", "--json")
    report = json.loads(out)
    assert (code, report["score"], report["verdict"]) == (1, 0, "crashed")
    assert re.match(r"softmax\.py, line 3: .*`def softmax\(x:`", report["message"])
    assert "Traceback" not in say("check", "7")[1]


@pytest.mark.parametrize("package", ["tensorflow", "scipy", "requests"])
def test_an_import_of_what_is_not_installed(package: str, say: Say, here: Path) -> None:
    (here / "softmax.py").write_text(f"import {package}\n", encoding="utf-8")
    code, out, _ = say("check", "7", "--json", *QUICK)
    report = json.loads(out)
    assert (code, report["score"], report["verdict"]) == (1, 0, "crashed")
    assert package in report["message"]
    assert "line 1" in report["message"]
    assert "Only NumPy and the standard library are there" in report["message"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("number = = 90", "is not valid TOML"),
        ("number = 90", "`name` is missing"),
        ('number = "90"', "`number`|`name`"),
        (None, "is missing"),
        ("\xff", "is not valid TOML"),
        ("{whole}\nsurprise = 1", "no setting 'surprise'"),
        ("{whole}\n[limits]\nmessage_seconds = 'long'", "table of numbers"),
        ("{whole}\n[limits]\nfortnights = 2", "there is no limit 'fortnights'"),
        ("{whole}\n[limits]\nmessage_seconds = -1", "a number above 0"),
        ("{whole}\n[refused]\noperators = 'softmax'", "is a list of names"),
        ("{other number}", "do not agree with the folder"),
    ],
)
def test_a_broken_manifest_is_the_courses_fault(content: str | None, told: str, say: Say, tmp_path: Path) -> None:
    course = make_course(tmp_path / "course")
    manifest = course / "exercises" / "exercise90_double" / "exercise.toml"
    whole = manifest.read_text(encoding="utf-8")
    manifest.unlink()
    if content is not None:
        text = content.replace("{whole}", whole).replace("{other number}", whole.replace("90", "91"))
        manifest.write_bytes(text.encode("latin-1"))
    (tmp_path / "work" / "double.py").write_text(RIGHT, encoding="utf-8")
    code, out, err = say("--course", course, "check", "double")
    assert (code, out) == (3, "")
    assert re.search(told, one_sentence(err))
    assert str(manifest) in err


def test_two_exercises_with_one_number(say: Say, tmp_path: Path) -> None:
    course = make_course(tmp_path / "course")
    twin = course / "exercises" / "exercise90_triple"
    shutil.copytree(course / "exercises" / "exercise90_double", twin)
    manifest = twin / "exercise.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("double", "triple"), encoding="utf-8")
    code, _, err = say("--course", course, "list")
    assert code == 3
    assert "have the same number" in one_sentence(err)


def test_a_folder_that_is_no_course(say: Say, here: Path) -> None:
    (here / "empty").mkdir()
    code, out, err = say("--course", "empty", "list")
    assert (code, out) == (2, "")
    assert "--course DIR" in one_sentence(err)
    (here / "empty" / "exercises").mkdir()
    assert say("--course", "empty", "list")[:2] == (0, "This course has no exercises yet.\n")


def test_an_exercise_without_a_suite(say: Say, tmp_path: Path) -> None:
    course = make_course(tmp_path / "course")
    shutil.rmtree(course / "suites")
    (tmp_path / "work" / "double.py").write_text(RIGHT, encoding="utf-8")
    code, out, err = say("--course", course, "check", "90")
    assert (code, out) == (3, "")
    assert "exercise90_double could not be recorded" in err
    assert "Traceback" not in err


def test_a_read_only_working_folder_can_be_checked(read_only: Path, here: Path) -> None:
    done = dlgrade("check", "7", RIGHT_SOFTMAX, *QUICK, cwd=read_only)
    assert done.returncode == 0
    assert is_clean(done)


@pytest.mark.parametrize("words", [("start", "7"), ("check", "7", str(RIGHT_SOFTMAX), "--html", "report.html")])
def test_a_read_only_folder_is_named(words: tuple[str, ...], read_only: Path) -> None:
    done = dlgrade(*words, cwd=read_only)
    assert done.returncode == 3
    assert re.search(r"dlgrade: \S+ may not be written or read here: (Read-only|Permission).*\n$", done.stderr)
    assert is_clean(done)


@pytest.mark.slow
def test_a_read_only_cache_stops_nobody(read_only: Path, here: Path) -> None:
    done = dlgrade("check", "7", RIGHT_SOFTMAX, *QUICK, "--json", cwd=here, env={"DLGRADE_CACHE": str(read_only)})
    assert done.returncode == 0
    assert json.loads(done.stdout)["score"] == 20
    assert "set DLGRADE_CACHE to a folder that can be written to" in done.stderr
    done = dlgrade("record", "7", cwd=here, env={"DLGRADE_CACHE": str(read_only)})
    assert done.returncode == 3
    assert "--output or DLGRADE_CACHE" in done.stderr
    assert is_clean(done)


def test_a_full_disk_is_told_and_leaves_no_half_file(full_disk: Path) -> None:
    done = dlgrade("start", "7", cwd=full_disk)
    assert done.returncode == 3
    assert re.search(r"The disk is full, so exercise07_softmax/\S+ could not be written. Make room", done.stderr)
    assert is_clean(done)
    originals = Path(__file__).parent.parent.parent / "exercises" / "exercise07_softmax"
    for path in (full_disk / "exercise07_softmax").iterdir():
        assert path.read_bytes() == (originals / path.name).read_bytes()


def test_a_full_disk_leaves_the_last_report_whole(full_disk: Path) -> None:
    page = full_disk / "report.html"
    page.write_text("<!doctype html>the last one", encoding="utf-8")
    done = dlgrade("check", "7", RIGHT_SOFTMAX, *QUICK, "--html", "report.html", cwd=full_disk)
    assert done.returncode == 3
    assert "The disk is full, so report.html could not be written" in done.stderr
    assert page.read_text(encoding="utf-8") == "<!doctype html>the last one"
    assert [path.name for path in full_disk.iterdir()] == ["report.html"]


@pytest.mark.slow
def test_a_full_cache_stops_nobody(full_disk: Path, here: Path) -> None:
    env = {"DLGRADE_CACHE": str(full_disk)}
    done = dlgrade("check", "7", RIGHT_SOFTMAX, *QUICK, "--json", cwd=here, env=env)
    assert done.returncode == 0
    assert json.loads(done.stdout)["score"] == 20
    assert "(No space left on device), so the next check draws them again. Make room" in done.stderr
    done = dlgrade("record", "7", cwd=here, env=env)
    assert done.returncode == 3
    assert "Make room there" in done.stderr
    assert is_clean(done)
    assert [path for path in full_disk.rglob("*") if path.is_file()] == []


def test_a_full_scratch_disk_is_told(full_disk: Path, here: Path, tmp_path: Path) -> None:
    env = {"DLGRADE_CACHE": str(tmp_path / "cache"), "TMPDIR": str(full_disk)}
    done = dlgrade("record", "7", cwd=here, env=env)
    assert done.returncode == 3
    assert f"The disk is full, so {full_disk}" in done.stderr
    assert is_clean(done)


def refuse_to_write(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Have the system refuse every file below the working folder and the cache, as a full or a read-only disk does."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), "there")

    opened = Path.open

    def open_(self: Path, mode: str = "r", *args: object, **kwargs: object) -> object:
        return opened(self, mode, *args, **kwargs) if "x" not in mode else refuse()  # type: ignore[call-overload,func-returns-value]

    monkeypatch.setattr(Path, "open", open_)
    monkeypatch.setattr("grader.recording.tempfile.mkstemp", refuse)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "The disk is full, so there could not be written"),
        (errno.EDQUOT, "The disk is full, so there could not be written"),
        (errno.EROFS, "there may not be written or read here"),
        (errno.EACCES, "there may not be written or read here"),
    ],
)
def test_refusals_by_number(number: int, told: str, say: Say, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same on machines that cannot mount a disk."""
    shutil.copytree(RIGHT_SOFTMAX, here / "mine")
    (here / "mine" / "report.html").write_text("the last one", encoding="utf-8")
    say("check", "7", "mine", *QUICK)  # so that there is a recording
    before = tree(here)
    refuse_to_write(monkeypatch, number)
    code, _, err = say("start", "7")
    assert code == 3
    assert told in one_sentence(err)
    code, _, err = say("check", "7", "mine", *QUICK, "--html", "mine/report.html")
    assert code == 3
    assert told in one_sentence(err)
    assert tree(here) == before


def test_a_fault_of_our_own_says_so_and_how_to_see_more(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("grader.course.Course.find", broken)
    code, out, err = say("check", "7")
    assert (code, out) == (3, "")
    assert re.search(
        r"fault of dlgrade's own: ZeroDivisionError.*\(test_bad_input\.py, line \d+\).*DLGRADE_DEBUG=1", err
    )
    monkeypatch.setenv("DLGRADE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        say("check", "7")


def test_nothing_of_the_learners_is_touched(say: Say, here: Path) -> None:
    samples: list[Callable[[Path], object]] = [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"\0\xff"),
        lambda path: path.write_text("def softmax(:\n", encoding="utf-8"),
        lambda path: path.write_text("import os\nos.remove('softmax.py')\n", encoding="utf-8"),
    ]
    for number, write in enumerate(samples):
        folder = here / str(number)
        folder.mkdir()
        write(folder / "softmax.py")
        before = tree(folder)
        say("check", "7", folder, *QUICK)
        assert tree(folder) == before


@pytest.mark.parametrize("name", ["\x1b[2Jx", "a\n::error::x", "##[error]x", "##vso[task.complete]", "\u202ex"])
def test_a_name_that_a_terminal_or_a_ci_service_would_obey(name: str, say: Say, here: Path) -> None:
    for words in (["check", "7", name], ["check", name], [name], ["check", "7", "--html", f"{name}/x.html"]):
        code, _, err = say(*words)
        assert code == 2
        assert not set(err) & set("\x1b\u202e")
        assert not re.search(r"(?m)^\s*::error|##(?:vso)?\[", err)
