"""`dlgrade regrade`: what a changed suite changes is shown, and counts when somebody accepts it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Say
from tests.cli.test_grade import doubles
from tests.cli.test_gradebook import entries
from tests.cli.toy import RIGHT, WRONG

SUITE = "suites/exercise90_double/test_double.py"
REGRADE = ("regrade", "double", "--jobs", "1")


@pytest.fixture
def graded(say: Say, own: Path, here: Path) -> Say:
    """A class that was graded, and whose files are gone since: the book has them."""
    doubles(here, anna=RIGHT, ben=WRONG, cleo="def double(x):\n    return x\n")

    def command(*args: object) -> tuple[int, str, str]:
        return say("--course", own, *args)

    assert command("grade", "class", "double", "--jobs", "1")[0] == 0
    Path("class").rename("gone")
    return command


def change(own: Path, old: str, new: str) -> None:
    """Change the suite."""
    path = own / SUITE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def lenient(own: Path) -> None:
    """The drawn check asks for arrays of two entries no more than the public one: what Ben gets wrong is not asked."""
    change(own, "x=arrays((3,))", "x=arrays((2,))")


def test_nothing_changes_where_nothing_changed(graded: Say) -> None:
    code, out, _ = graded(*REGRADE)
    assert (code, out) == (0, "Nobody's score or verdict changes.\n")


def test_who_gains_is_shown_check_by_check_and_counts_only_when_accepted(graded: Say, own: Path) -> None:
    lenient(own)
    code, out, err = graded(*REGRADE)
    assert code == 0
    assert "+3  ben  exercise90_double  2 of 6 -> 5 of 6" in out
    assert "+3  twice: failed -> passed" in out
    assert "anna" not in out
    assert "1 gain and 0 lose points." in out
    assert "--accept" in err
    assert entries(graded)["ben"]["score"] == 2
    graded(*REGRADE, "--accept")
    assert entries(graded)["ben"]["score"] == 5
    assert graded(*REGRADE)[1] == "Nobody's score or verdict changes.\n"


def test_a_suite_that_is_changed_back_gives_the_old_scores_back(graded: Say, own: Path) -> None:
    before = (own / SUITE).read_text(encoding="utf-8")
    lenient(own)
    graded(*REGRADE, "--accept")
    (own / SUITE).write_text(before, encoding="utf-8")
    _, out, _ = graded(*REGRADE)
    assert "-3  ben" in out
    assert "0 gain and 1 lose points." in out
    graded(*REGRADE, "--accept")
    assert entries(graded)["ben"]["score"] == 2


def test_a_check_that_is_new_or_gone_is_told_as_such(graded: Say, own: Path) -> None:
    change(own, "def test_twice", "def test_again")
    _, out, _ = graded(*REGRADE, "--json")
    (anna,) = (one for one in json.loads(out) if one["learner"] == "anna")
    assert {one["name"]: (one["before"], one["after"]) for one in anna["checks"]} == {
        "twice": ("passed", ""), "again": ("", "passed"),
    }  # fmt: skip
    assert anna["gained"] == 0


def test_a_book_that_is_not_there_is_not_made(graded: Say) -> None:
    code, _, err = graded(*REGRADE, "--book", "none.sqlite")
    assert code == 2
    assert "There is no grade book none.sqlite" in err
    assert not Path("none.sqlite").exists()


def test_a_reference_solution_that_fails_the_new_suite_stops_it(graded: Say, own: Path) -> None:
    change(own, "expect(learner.double(x), 2 * x)", "expect(learner.double(x), 3 * x)")
    code, out, err = graded(*REGRADE)
    assert (code, out) == (3, "")
    assert "does not get full marks" in err
    assert entries(graded)["anna"]["score"] == 6
