"""A class with hostile submissions: nobody becomes somebody else, reads the others, or reaches the grade book."""

import json
import shutil
from pathlib import Path

import pytest

from grader.book.store import Book
from tests.cli.conftest import Say, here, say  # noqa: F401 -- fixtures
from tests.hostile.harness import Arena
from tests.hostile.test_attacks import demand

WRONG = "def softmax(x, dim=-1):\n    return x\n"
READS = """\
import os
from pathlib import Path

for path in {paths!r}:
    for mode in ("r", "a"):
        try:
            with open(path, mode) as file:
                print("OPENED", path, file.read() if mode == "r" else file.write("mine"))
        except Exception as error:
            print("refused", type(error).__name__)
    try:
        print("LISTED", os.listdir(Path(path).parent))
    except Exception as error:
        print("refused", type(error).__name__)
"""


def put(learner: str, **files: str) -> Path:
    """Hand files in under a learner's id; `__` stands for a dot."""
    folder = Path("class") / learner
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def scores(say: Say, *more: str) -> dict[str, object]:  # noqa: F811
    """Grade the class; what the book says of everybody."""
    code, _, err = say("grade", "class", "softmax", "--jobs", "1", *more)
    assert code in (0, 1), err
    _, out, _ = say("gradebook", "show", "--json")
    return {entry["learner"]: entry["score"] for entry in json.loads(out)["entries"]}


def test_another_s_name_in_a_header_is_only_a_comment(say: Say) -> None:  # noqa: F811
    header = "# name: anna\n# id: anna\n# student: anna\n__author__ = 'anna'\n"
    put("anna", softmax__py=WRONG)
    put("eve", softmax__py=header + WRONG, student__json='{"id": "anna"}', submission_metadata__yml=":submitters: []\n")
    found = scores(say)
    assert set(found) == {"anna", "eve"}
    assert found["anna"] == found["eve"]


def test_two_folders_with_one_id_are_both_held(say: Say) -> None:  # noqa: F811
    put("ben", softmax__py=WRONG)
    put("an\u0303a", softmax__py=WRONG)
    put("a\u00f1a", softmax__py="raise SystemExit\n")  # the same letters, written otherwise
    found = scores(say)
    assert found["ben"] is not None
    assert {name: score for name, score in found.items() if name != "ben"} == {"a\u00f1a": None}


def test_an_old_report_or_a_grade_book_in_a_submission_is_no_grade(say: Say) -> None:  # noqa: F811
    solution = Path(__file__).parents[2] / "solutions" / "numpy" / "exercise07_softmax" / "softmax.py"
    put("anna", softmax__py=solution.read_text(encoding="utf-8"))
    assert scores(say)["anna"] == 20
    say("report", "--into", "pages")
    eve = put("eve", softmax__py=WRONG)
    for report in Path("pages/learners/anna").iterdir():
        shutil.copy(report, eve)
    shutil.copy("grades.sqlite", eve)
    (eve / "results.json").write_text('{"score": 20, "tests": []}', encoding="utf-8")
    assert scores(say, "--again")["eve"] != 20


def test_a_submission_reaches_neither_the_book_nor_the_others(say: Say, arena: Arena) -> None:  # noqa: F811
    demand("confined", arena)
    anna = put("anna", softmax__py=f"{WRONG}SECRET = 'anna wrote this'\n")
    book = Path("grades.sqlite").resolve()
    paths = [str(book), f"{book}.lock", f"{book}-wal", str((anna / "softmax.py").resolve())]
    put("eve", softmax__py=READS.format(paths=paths) + WRONG)
    before = (anna / "softmax.py").read_bytes()
    for _ in range(2):  # the second time there is a book
        scores(say, "--again")
    assert (anna / "softmax.py").read_bytes() == before
    with Book.read(book) as opened:
        assert opened.rows("SELECT count(*) FROM grading") == [(2,)]
    say("report", "--into", "pages")
    page = Path("pages/learners/eve/exercise07_softmax.html").read_text(encoding="utf-8")
    assert "refused PermissionError" in page
    assert "OPENED" not in page
    assert "LISTED" not in page
    assert "anna wrote this" not in page


@pytest.mark.parametrize("name", ["\x1b]0;owned\x07", "::error::owned", "=cmd|'x'!A0", "<script>alert(1)</script>"])
def test_a_name_that_speaks_to_readers_is_only_a_name(name: str, say: Say) -> None:  # noqa: F811
    put(name.replace("/", "_"), softmax__py=WRONG)
    _, out, err = say("grade", "class", "softmax", "--jobs", "1", "--report", "pages", "--github")
    assert "\x1b]" not in out + err
    assert not any(line.startswith("::error::owned") for line in out.splitlines())
    assert "<script>alert" not in Path("pages/index.html").read_text(encoding="utf-8")
