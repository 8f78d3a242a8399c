"""`dlgrade gradebook` and `dlgrade report`: what was kept, read by the course's policy, for people and programs."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Say
from tests.cli.test_grade import doubles
from tests.cli.toy import RIGHT, WRONG

POLICY = """
[late]
penalty_per_day = 0.1
cap = 0.5

[deadlines]
exercise90_double = 2026-03-01T12:00:00+00:00
"""


@pytest.fixture
def graded(say: Say, own: Path, here: Path) -> Say:
    """A class of one's own course that was graded: Anna is right and two days late, Ben is wrong."""
    doubles(here, anna=RIGHT, ben=WRONG)
    Path("roster.csv").write_text(
        'id,name,email,submitted\nanna,Anna Ö.,anna@example.org,2026-03-03T09:00:00+00:00\nben,"O\'Ben, B.",,\n',
        encoding="utf-8",
    )
    with (own / "course.toml").open("a", encoding="utf-8") as file:
        file.write(POLICY)
    code, _, err = say("--course", own, "grade", "class", "double", "--jobs", "1", "--roster", "roster.csv")
    assert code == 0, err

    def command(*args: object) -> tuple[int, str, str]:
        return say("--course", own, *args)

    return command


def entries(say: Say) -> dict[str, dict[str, object]]:
    _, out, _ = say("gradebook", "show", "--json")
    return {entry["learner"]: entry for entry in json.loads(out)["entries"]}


def test_lateness_costs_when_the_book_is_read_and_the_raw_score_stays(graded: Say, own: Path) -> None:
    anna = entries(graded)["anna"]
    assert (anna["raw"], anna["days_late"], anna["penalty"], anna["score"]) == (6, 2, pytest.approx(1.2), 4.8)
    settings = own / "course.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("03-01", "03-08"), encoding="utf-8")
    assert entries(graded)["anna"]["score"] == 6


def test_nobody_is_late_whose_time_nobody_knows(graded: Say) -> None:
    ben = entries(graded)["ben"]
    assert (ben["penalty"], ben["score"]) == (0, 2)
    assert "Nobody knows when" in str(ben["note"])


def test_a_wrong_setting_is_told_before_anybody_is_graded(graded: Say, own: Path) -> None:
    with (own / "course.toml").open("a", encoding="utf-8") as file:
        file.write('[grading]\nattempt = "first"\n')
    code, out, err = graded("grade", "class", "--book", "other.sqlite")
    assert (code, out) == (3, "")
    assert 'course.toml: [grading] attempt is "last" or "best"' in err
    assert not Path("other.sqlite").exists()


def test_an_adjustment_is_an_entry_of_its_own_with_its_reason(graded: Say) -> None:
    assert graded("gradebook", "adjust", "ben", "double", "1.5", "--reason", "oral", "--author", "me")[0] == 0
    assert graded("gradebook", "adjust", "ben", "double", "--reason", "typo", "--", "-0.5")[0] == 0
    ben = entries(graded)["ben"]
    assert (ben["raw"], ben["adjusted"], ben["score"]) == (2, 1, 3)
    assert [one["reason"] for one in ben["adjustments"]] == ["oral", "typo"]  # type: ignore[attr-defined]
    _, out, _ = graded("gradebook", "history", "ben")
    assert "+1.5: oral (me)" in out
    assert "2 of 6, failed" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("adjust", "bne", "double", "1", "--reason", "x"), "Did you mean 'ben'?"),
        (("adjust", "ben", "double", "0", "--reason", "x"), "a number other than 0"),
        (("adjust", "ben", "double", "nan", "--reason", "x"), "a number other than 0"),
        (("adjust", "ben", "double", "1", "--reason", " "), "Say why"),
        (("adjust", "ben", "doubel", "1", "--reason", "x"), "Did you mean 'double'?"),
        (("history", "nobody"), "There is no learner 'nobody'"),
        (("show", "nobody"), "There is no learner 'nobody'"),
        (("show", "--book", "none.sqlite"), "There is no grade book none.sqlite"),
        (("adjust", "ben", "double", "1", "--reason", "x", "--book", "none.sqlite"), "There is no grade book"),
        (("export", "--format", "moodle"), "Download its grading worksheet from Moodle"),
        (("export", "--format", "canvas", "--sheet", "none.csv"), "There is no file none.csv"),
        (("export", "--format", "csv", "--sheet", "roster.csv"), "--sheet is for moodle and canvas"),
        (("export", "--format", "gradescope"), "name a folder for them with --into"),
        (("export", "--format", "csv", "--into", "."), "is a folder"),
    ],
)
def test_bad_words_are_refused_in_a_sentence(words: tuple[str, ...], said: str, graded: Say) -> None:
    code, out, err = graded("gradebook", *words)
    assert (code, out) == (2, "")
    assert said in err
    assert not Path("none.sqlite").exists()


def test_the_exports_hold_what_the_book_says(graded: Say) -> None:
    _, out, _ = graded("gradebook", "export")
    rows = {row["learner"]: row for row in csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))}
    assert {name: float(row["score"]) for name, row in rows.items()} == {"anna": 4.8, "ben": 2.0}
    assert rows["ben"]["name"] == "O'Ben, B."
    graded("gradebook", "export", "--format", "junit", "--into", "junit.xml")
    assert "ben.exercise90_double" in Path("junit.xml").read_text(encoding="utf-8")
    graded("gradebook", "export", "--format", "gradescope", "--into", "results")
    assert json.loads(Path("results/ben/exercise90_double/results.json").read_text(encoding="utf-8"))["score"] == 2


def test_moodle_s_sheet_gets_grades_and_nothing_else(graded: Say) -> None:
    sheet = (
        '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
        '"Last modified (submission)","Last modified (grade)","Feedback comments"\r\n'
        '"Participant 11","Anna Ö.",anna@example.org,"Submitted",,"6.00",Yes,"Monday, 2",-,\r\n'
        '"Participant 12",Somebody,else@example.org,,,"6.00",Yes,-,-,\r\n'
    )
    Path("sheet.csv").write_bytes(sheet.encode())
    code, out, err = graded("gradebook", "export", "--format", "moodle", "--sheet", "sheet.csv", "--into", "filled.csv")
    assert (code, out) == (0, "")
    filled = Path("filled.csv").read_text(encoding="utf-8")
    assert "4.8" in filled.splitlines()[1]
    assert filled.splitlines()[2] == sheet.splitlines()[2]
    assert "Wrote filled.csv." in err


def test_the_pages_are_written_and_anonymous_ones_name_nobody(graded: Say) -> None:
    graded("report", "--into", "pages")
    assert "Anna" in Path("pages/index.html").read_text(encoding="utf-8")
    assert Path("pages/learners/ben/exercise90_double.html").is_file()
    graded("report", "--into", "pages", "--anonymous")
    texts = [path.read_text(encoding="utf-8") for path in Path("pages").rglob("*") if path.is_file()]
    assert not any("Anna" in text or "O'Ben" in text or "anna@" in text for text in texts)
