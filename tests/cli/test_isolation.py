"""`--isolation` demands a level and refuses to run below it; every report and `doctor` say which level there is."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.sandbox.levels import LEVELS, reaches
from grader.supervisor import interpreter
from tests.cli.conftest import Say

SOURCE = "from pathlib import Path\nPath({mark!r}).write_text('ran')\n"


@pytest.fixture
def without_landlock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which landlockpy is not installed: files are not confined there."""
    real = interpreter.folder_of
    monkeypatch.setattr(interpreter, "folder_of", lambda package: None if package == "landlockpy" else real(package))


@pytest.fixture
def for_all() -> Iterator[Path]:
    """A folder in which anybody may write, as whom a submission may run."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


@pytest.mark.usefixtures("without_landlock")
def test_a_level_that_is_not_reached_is_refused_and_nothing_is_run(say: Say, here: Path, for_all: Path) -> None:
    mark = for_all / "mark"
    (here / "softmax.py").write_text(SOURCE.format(mark=str(mark)), encoding="utf-8")
    code, out, err = say("check", "7", "--isolation", "confined")
    assert (code, out) == (3, "")
    assert "Isolation of level `confined` was demanded, and this machine reaches `process`" in err
    assert "dlgrade doctor" in err
    assert not mark.exists()
    code, _, _ = say("check", "7", "--isolation", "process", "--json")
    assert code == 1
    assert mark.exists(), "or else the claim above says nothing"


@pytest.mark.usefixtures("without_landlock")
def test_what_is_lacking_is_in_the_report_and_in_doctor_s_words(say: Say, here: Path) -> None:
    (here / "softmax.py").write_text("", encoding="utf-8")
    _, out, _ = say("check", "7", "--json")
    isolation = json.loads(out)["isolation"]
    assert isolation["level"] == "process"
    assert any("landlockpy" in note for note in isolation["notes"])
    _, out, _ = say("doctor")
    assert "pip install landlockpy" in out
    assert "its level is process" in out


def test_the_level_is_the_highest_that_there_is(say: Say, here: Path) -> None:
    (here / "softmax.py").write_text("", encoding="utf-8")
    _, out, _ = say("check", "7", "--json")
    level = json.loads(out)["isolation"]["level"]
    for demanded in LEVELS:
        code, _, _ = say("check", "7", "--json", "--isolation", demanded)
        assert code == (1 if reaches(level, demanded) else 3)
    _, out, _ = say("doctor", "--json")
    told = {finding["name"]: finding["text"] for finding in json.loads(out)}
    assert told["isolation"].startswith(f"{level}: ")


def test_a_level_that_there_is_not_is_refused(say: Say) -> None:
    code, _, err = say("check", "7", "--isolation", "airtight")
    assert code == 2
    assert "process" in err
    assert "isolated" in err
