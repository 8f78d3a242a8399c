"""`dlgrade validate` as an author types it: a table, JSON, a page, and an exit code that CI can trust."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Say
from tests.validate.toy import make_toy

pytestmark = pytest.mark.slow


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    return make_toy(tmp_path / "course")


def test_a_course_that_holds_is_a_table_and_exit_code_0(say: Say, toy: Path) -> None:
    code, out, err = say("--course", toy, "validate", "--jobs", "2")
    assert code == 0, out + err
    lines = [line for line in out.splitlines() if line.startswith("  ✓")]
    assert [line.split()[1] for line in lines] == ["statement", "solutions", "stubs", "nothing", "mistakes", "mutants"]
    assert "Everything holds: 1 exercise, quick mode, 2 seeds" in out


def test_what_does_not_hold_is_told_below_its_part_and_exit_code_1(say: Say, toy: Path) -> None:
    mistake = toy / "solutions/mistakes/exercise90_double/squares.py"
    mistake.write_text(mistake.read_text(encoding="utf-8").replace("x**2", "2 * x"), encoding="utf-8")
    code, out, _ = say("--course", toy, "validate", "90", "--seeds", "1")
    assert code == 1
    assert "✗ mistakes" in out
    assert "squares: It does not lose example, pairs, which it is to lose." in " ".join(out.split())
    assert "1 of 6 parts do not hold" in out


def test_json_has_every_part_and_whether_all_holds(say: Say, toy: Path) -> None:
    code, out, _ = say("--course", toy, "validate", "--full", "--seeds", "1", "--json")
    found = json.loads(out)
    assert (code, found["holds"], found["mode"], found["format"]) == (0, True, "full", "dlgrade/validation/v1")
    assert [part["name"] for part in found["parts"]][-1] == "statistics"
    assert all(part["held"] == part["tried"] for part in found["parts"])


def test_the_page_stands_on_its_own(say: Say, toy: Path, tmp_path: Path) -> None:
    page = tmp_path / "validation.html"
    assert say("--course", toy, "validate", "--seeds", "1", "--html", page)[0] == 0
    text = page.read_text(encoding="utf-8")
    assert "Every known mistake loses the checks that it names, and is named as itself." in text
    assert "<script" not in text
    assert "http://" not in text


def test_a_course_that_cannot_be_recorded_holds_nothing_and_says_why(say: Say, toy: Path) -> None:
    suite = toy / "suites/exercise90_double/test_double.py"
    suite.write_text("def broken(:\n", encoding="utf-8")
    code, out, _ = say("--course", toy, "validate", "--seeds", "1")
    assert code == 1
    assert "could not be recorded" in " ".join(out.split())


def test_bad_words_are_refused_before_anything_is_done(say: Say, toy: Path, tmp_path: Path) -> None:
    assert say("--course", toy, "validate", "91")[0] == 2
    code, _, err = say("--course", toy, "validate", "--html", tmp_path / "nowhere" / "page.html")
    assert code == 2
    assert "There is no folder" in err
