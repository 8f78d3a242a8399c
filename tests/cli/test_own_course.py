"""A course of one's own, end to end, with a check that looks at values and so can only be run live."""

import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Say
from tests.cli.terminal import dlgrade
from tests.cli.toy import RIGHT, WRONG


def graded(say: Say, toy: Path, *words: str) -> tuple[int, dict[str, Any], dict[str, str]]:
    """Exit code, report, and the verdict of each check."""
    code, out, _ = say("--course", toy, "check", "double", "--json", *words)
    report = json.loads(out)
    return code, report, {check["name"]: check["verdict"] for check in report["checks"]}


def test_its_exercise_is_listed_started_and_shown(say: Say, here: Path, toy: Path) -> None:
    assert "90  Doubling     6 points  not started" in say("--course", toy, "list")[1]
    assert say("--course", toy, "show", "90")[1] == "# Doubling\n\nReturn twice `x`.\n"
    assert say("--course", toy, "start", "double")[0] == 0
    code, report, verdicts = graded(say, toy)
    assert (code, report["score"]) == (1, 0)
    assert verdicts == {"example": "not_attempted", "pairs": "not_attempted", "twice": "not_attempted"}
    assert "0 of 6" in say("--course", toy, "list")[1]


def test_it_is_named_by_the_environment_too(say: Say, toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DLGRADE_COURSE", str(toy))
    assert "Doubling" in say("list")[1]
    assert f"1 exercise in {toy}" in say("doctor")[1]


def test_right_work_passes_the_live_check_as_well(say: Say, here: Path, toy: Path) -> None:
    (here / "double.py").write_text(RIGHT, encoding="utf-8")
    code, report, verdicts = graded(say, toy)
    assert (code, report["score"], report["verdict"]) == (0, 6, "passed")
    assert verdicts == {"example": "passed", "pairs": "passed", "twice": "passed"}


@pytest.mark.parametrize("shrink", ["--shrink", "--no-shrink"])
def test_wrong_work_loses_the_live_check(shrink: str, say: Say, here: Path, toy: Path) -> None:
    (here / "double.py").write_text(WRONG, encoding="utf-8")
    code, report, verdicts = graded(say, toy, shrink)
    assert (code, report["score"]) == (1, 2)
    assert verdicts == {"example": "failed", "pairs": "passed", "twice": "failed"}
    live = report["checks"][2]
    assert live["hint"] == "Multiply by two, whatever is given."
    assert live["case"]["shrunk"]
    assert live["case"]["values"][-1]["kind"] == "values"
    assert live["case"]["values"][-1]["expected"] is None


def test_a_live_check_without_the_authors_extra_is_not_graded(
    say: Say, here: Path, toy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "double.py").write_text(RIGHT, encoding="utf-8")
    say("--course", toy, "record", "90")
    for module in ("grader.author", "grader.recordings"):
        monkeypatch.setattr(f"{module}.missing", lambda: ("torch",))
    code, report, verdicts = graded(say, toy)
    assert code == 3
    assert report["score"] is None
    assert verdicts == {"example": "passed", "pairs": "passed", "twice": "fault"}
    assert "pip install 'dlgrade[author]'" in report["checks"][2]["message"]


def test_record_says_which_checks_are_live(say: Say, toy: Path) -> None:
    code, out, _ = say("--course", toy, "record", "double")
    assert code == 0
    assert "exercise90_double: 3 checks, 6 examples, of which twice can only be run live." in out


def test_a_course_with_a_relative_path_is_found(here: Path, toy: Path) -> None:
    shutil.copytree(toy, here / "my course")
    (here / "double.py").write_text(RIGHT, encoding="utf-8")
    done = dlgrade("--course", "my course", "check", "90", "--json", cwd=here)
    assert done.returncode == 0
    assert json.loads(done.stdout)["score"] == 6


@pytest.mark.slow
def test_its_command_repeats_where_the_environment_names_the_course(here: Path, toy: Path) -> None:
    (here / "double.py").write_text(WRONG, encoding="utf-8")
    env = {"DLGRADE_COURSE": str(toy)}
    first = json.loads(dlgrade("check", "90", "--json", cwd=here, env=env).stdout)
    again = dlgrade(*shlex.split(first["checks"][2]["repeat"])[1:], "--json", cwd=here, env=env)
    assert again.returncode == 1
    (check,) = json.loads(again.stdout)["checks"]
    assert check["name"] == "twice"
    assert check["case"] == first["checks"][2]["case"]
