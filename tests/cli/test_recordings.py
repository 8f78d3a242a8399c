"""Recordings as users meet them: made once, told from damaged and outdated ones, and named after no secret."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from grader import recordings
from grader.course import open_course
from grader.explain import known
from grader.recording import MAGIC, load
from grader.recordings import path_for
from tests.cli.conftest import Say
from tests.cli.terminal import SOFTMAX, dlgrade
from tests.harness import ROOT

RIGHT = SOFTMAX / "right_numpy"
QUICK = ("--no-shrink", "--timeout", "1")
LACKING = ("torch", "hypothesis", "pytest")


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording of exercise07, made once."""
    folder = tmp_path_factory.mktemp("recorded")
    done = dlgrade("record", "7", "--output", folder, "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(done.stdout)
    assert row["exercise"] == "exercise07_softmax"
    assert row["bytes"] == Path(row["path"]).stat().st_size
    assert row["digest"] == load(Path(row["path"]))[1]
    return Path(row["path"])


@pytest.fixture
def cached(recorded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own that holds the recording."""
    monkeypatch.setenv("DLGRADE_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "cache" / "recordings" / recorded.name
    path.parent.mkdir(parents=True)
    for one in (recorded, recorded.with_suffix(known.SUFFIX)):  # what the known mistakes answer is beside it
        shutil.copy(one, path.parent)
    return path


@pytest.fixture
def without_author(monkeypatch: pytest.MonkeyPatch) -> None:
    """A learner's machine: the author's extra is not installed."""
    for module in ("grader.author", "grader.recordings"):
        monkeypatch.setattr(f"{module}.missing", lambda: LACKING)


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    bodies = {
        "cut short": data[: len(data) // 2],
        "cut to its first line": data[: len(MAGIC)],
        "empty": b"",
        "altered": data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
        "of another format": data.replace(MAGIC, b"dlgrade recording 0\n"),
        "no recording": b"\x80\x04 pickle",
        "whole, and not a recording's": MAGIC + hashlib.sha256(b"\x93").digest() + b"\x93",
    }
    path.write_bytes(bodies[how])


DAMAGES = [
    "cut short", "cut to its first line", "empty", "altered", "of another format", "no recording",
    "whole, and not a recording's",
]  # fmt: skip


def test_examples_are_drawn_once_and_never_again(say: Say, cached: Path) -> None:
    code, _, err = say("check", "7", RIGHT, *QUICK)
    assert (code, err) == (0, "")  # nothing was drawn: the recording was at hand
    cached.unlink()
    code, _, err = say("check", "7", RIGHT, *QUICK)
    assert code == 0
    assert "Drawing the examples of exercise07_softmax, once" in err
    assert say("check", "7", RIGHT, *QUICK)[2] == ""


def test_recording_again_gives_the_same_bytes(recorded: Path, cached: Path, say: Say) -> None:
    cached.unlink()
    assert say("record", "softmax")[0] == 0
    assert cached.read_bytes() == recorded.read_bytes()


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_recording_is_made_again(how: str, say: Say, cached: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = cached.read_bytes()
    damage(cached, how)
    monkeypatch.setattr(recordings, "draw", lambda *_: whole)  # drawing has a test of its own
    code, _, err = say("check", "7", RIGHT, *QUICK)
    assert code == 0
    assert "Drawing the examples" in err
    assert cached.read_bytes() == whole


@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.usefixtures("without_author")
def test_a_damaged_recording_is_explained_where_none_can_be_made(how: str, say: Say, cached: Path) -> None:
    damage(cached, how)
    code, out, err = say("check", "7", RIGHT, *QUICK)
    assert (code, out) == (3, "")
    assert err.count("\n") == 1
    assert str(cached) in err
    assert re.search(r"cut short or was altered|not written by this version|cannot be read", err)
    assert "torch and hypothesis and pytest: pip install 'dlgrade[author]'" in err
    assert "ask your instructor" in err


@pytest.mark.usefixtures("without_author")
def test_no_recording_is_explained_where_none_can_be_made(say: Say, cached: Path) -> None:
    cached.unlink()
    code, out, err = say("check", "7", RIGHT)
    assert (code, out) == (3, "")
    assert "There is no recording of exercise07_softmax here" in err
    assert "pip install 'dlgrade[author]'" in err
    assert say("record", "7")[0] == 3


@pytest.mark.usefixtures("without_author")
def test_a_learners_machine_checks_and_explains_from_a_recording(say: Say, cached: Path) -> None:
    assert say("check", "7", RIGHT)[0] == 0
    code, out, err = say("check", "7", SOFTMAX / "log_of_softmax")
    assert (code, err) == (1, "")
    assert "What went wrong: `log_softmax` is the logarithm of `softmax`" in " ".join(out.split())
    assert "A failing case" in out
    assert "Hint: " in out


@pytest.mark.usefixtures("without_author")
def test_a_release_ships_what_known_mistakes_answer_and_no_solution(say: Say, cached: Path, tmp_path: Path) -> None:
    own = tmp_path / "course"
    shutil.copytree(ROOT / "exercises", own / "exercises")
    shutil.copy(ROOT / "course.toml", own)
    cached.parent.rename(own / "recordings")
    code, out, err = say("--course", own, "check", "7", SOFTMAX / "log_of_softmax", *QUICK)
    assert (code, err) == (1, "")
    assert "What went wrong: `log_softmax` is the logarithm of `softmax`" in " ".join(out.split())


def other_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordings, "versions", lambda: {"torch": "9.0.0", "numpy": "2.0.0"})


def test_a_recording_of_other_versions_is_made_again(say: Say, cached: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = cached.read_bytes()
    other_versions(monkeypatch)
    monkeypatch.setattr(recordings, "draw", lambda *_: whole)
    code, _, err = say("check", "7", RIGHT, *QUICK)
    assert code == 0
    assert "Drawing the examples" in err


@pytest.mark.usefixtures("without_author")
def test_a_recording_of_other_versions_is_used_where_none_can_be_made(
    say: Say, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other_versions(monkeypatch)
    code, out, err = say("check", "7", RIGHT, "--json", *QUICK)
    assert (code, err) == (0, "")
    made_with = load(cached)[0].versions
    assert json.loads(out)["versions"]["torch"] == made_with["torch"]  # and the report says what judged


def test_a_recording_that_a_release_ships_is_used(
    say: Say, cached: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = tmp_path / "course"
    shutil.copytree(ROOT / "exercises", course / "exercises")
    shutil.copy(ROOT / "course.toml", course)
    (course / "recordings").mkdir()
    cached.rename(course / "recordings" / cached.name)
    code, _, err = say("--course", course, "check", "7", RIGHT, *QUICK)
    assert (code, err) == (0, "")
    assert not cached.exists()


@pytest.mark.slow
def test_another_seed_draws_other_examples_and_is_named_by_its_fingerprint(here: Path, cached: Path) -> None:
    secret = "correct-horse-battery"
    fingerprint = f"sha256:{hashlib.sha256(secret.encode()).hexdigest()[:16]}"
    words = ("check", "7", str(SOFTMAX / "softmax_overflows"), "--json", *QUICK)
    plain = dlgrade(*words, cwd=here)
    seeded = dlgrade(*words, "--seed", secret, cwd=here)
    by_environment = dlgrade(*words, cwd=here, env={"DLGRADE_SEED": secret})
    reports = [json.loads(done.stdout) for done in (plain, seeded, by_environment)]
    assert [report["seed"] for report in reports] == ["dlgrade", fingerprint, fingerprint]
    assert reports[0]["recording_digest"] != reports[1]["recording_digest"] == reports[2]["recording_digest"]
    text = dlgrade("check", "7", str(SOFTMAX / "softmax_overflows"), "--no-shrink", "--seed", secret, cwd=here)
    dlgrade("check", "7", str(RIGHT), "--html", "report.html", "--seed", secret, cwd=here)
    everything = [
        *(done.stdout + done.stderr for done in (plain, seeded, by_environment, text)),
        (here / "report.html").read_text(encoding="utf-8"),
        *(str(path) for path in cached.parent.iterdir()),
        *(path.read_bytes().decode("latin-1") for path in cached.parent.iterdir()),
    ]
    assert not any(secret in one for one in everything)
    course = open_course(ROOT)
    assert path_for(course.find("7"), secret, cached.parent).is_file()


def test_a_secret_seeds_three_dots_stand_for_the_environments(
    say: Say, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = cached.read_bytes()
    monkeypatch.setattr(recordings, "draw", lambda *_: whole)
    code, out, err = say("check", "7", RIGHT, "--seed", "...")
    assert (code, out) == (2, "")
    assert err == "dlgrade: Type the secret seed in place of the three dots, or set DLGRADE_SEED to it.\n"
    monkeypatch.setenv("DLGRADE_SEED", "a secret")
    assert say("check", "7", RIGHT, "--seed", "...", *QUICK)[0] == 0
    assert path_for(open_course(ROOT).find("7"), "a secret", cached.parent).is_file()


def test_record_all_names_every_exercise(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cached: Path
) -> None:
    whole = cached.read_bytes()
    monkeypatch.setattr(recordings, "draw", lambda *_: whole)
    monkeypatch.setattr(known, "record", lambda *_: 0)  # they would be run on another exercise's examples
    code, out, _ = say("record", "--all", "--output", tmp_path / "shipped")
    assert code == 0
    there = sorted(path.name.partition("_")[0] for path in (ROOT / "exercises").glob("exercise*"))
    assert re.findall(r"^(exercise\d\d)", out, flags=re.MULTILINE) == there
    assert len(list((tmp_path / "shipped").iterdir())) == len(there)


def test_a_suite_that_is_broken_is_told_as_such(say: Say, here: Path, toy: Path, tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(toy, course)
    suite = course / "suites" / "exercise90_double" / "test_double.py"
    suite.write_text(suite.read_text(encoding="utf-8").replace("@points(3)\n", "@points(4)\n"), encoding="utf-8")
    (here / "double.py").write_text("", encoding="utf-8")
    code, out, err = say("--course", course, "check", "90")
    assert (code, out) == (3, "")
    assert "the checks are worth 7 points, the manifest says 6" in err
