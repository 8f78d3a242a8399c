"""`dlgrade grade`: a class in, a grade book out; what cannot be graded is told, and the rest is graded."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from grader.book.store import Book
from tests.cli.conftest import Say
from tests.cli.terminal import SOFTMAX, can_mount, on_terminal, small_disk
from tests.cli.toy import RIGHT, WRONG

GRADE = ("grade", "class", "softmax", "--jobs", "2")


@pytest.fixture
def hand_in(here: Path):
    """Puts samples into the class, each under a learner's name."""

    def put(**samples: str) -> Path:
        for learner, sample in samples.items():
            shutil.copytree(SOFTMAX / sample, here / "class" / learner)
        return here / "class"

    return put


def doubles(folder: Path, **sources: str) -> None:
    """A class for one's own course: each source under a learner's name."""
    for learner, source in sources.items():
        (folder / "class" / learner).mkdir(parents=True, exist_ok=True)
        (folder / "class" / learner / "double.py").write_text(source, encoding="utf-8")


def events(out: str) -> dict[str, dict[str, object]]:
    """The lines of JSON, by learner."""
    return {line["learner"]: line for line in map(json.loads, out.splitlines())}


def test_a_class_is_graded_into_a_book_and_a_table(say: Say, hand_in) -> None:
    hand_in(anna="right_numpy", ben="log_of_softmax", cleo="right_torch")
    code, out, _ = say(*GRADE)
    assert code == 0
    assert [line.split() for line in out.splitlines() if line.strip()[:4] in ("anna", "ben ", "cleo")] == [
        ["anna", "20"], ["ben", "18"], ["cleo", "20"],
    ]  # fmt: skip
    assert out.splitlines()[-1] == "3 learners: 3 graded. The mean score is 19.3."
    assert Path("grades.sqlite").is_file()


def test_what_was_graded_before_is_kept_unless_it_is_asked_for_again(say: Say, hand_in) -> None:
    hand_in(anna="right_numpy", ben="syntax_error")  # of which not a line is run
    states = []
    for more in ((), (), ("--again",), ("--seed", "other")):
        _, out, _ = say(*GRADE, "--json", *more)
        states.append({learner: event["state"] for learner, event in events(out).items()})
    graded, kept = dict.fromkeys(("anna", "ben"), "graded"), dict.fromkeys(("anna", "ben"), "kept")
    assert states == [graded, kept, graded, graded]


def test_changed_work_is_another_attempt_and_the_last_one_counts(say: Say, hand_in) -> None:
    module = hand_in(anna="right_numpy") / "anna" / "softmax.py"
    right = module.read_text(encoding="utf-8")
    for source in (right, "", right):
        module.write_text(source, encoding="utf-8")
        say(*GRADE)
    _, out, _ = say("gradebook", "show", "--json")
    (entry,) = json.loads(out)["entries"]
    assert (entry["score"], entry["attempts"]) == (20, 2)


def test_only_and_limit_choose_whom_to_grade(say: Say, hand_in) -> None:
    hand_in(anna="right_numpy", bea="right_numpy", ben="right_numpy")
    assert set(events(say(*GRADE, "--json", "--only", "be*")[1])) == {"bea", "ben"}
    assert set(events(say(*GRADE, "--json", "--limit", "1")[1])) == {"anna"}
    code, out, err = say(*GRADE, "--only", "zoe")
    assert (code, out) == (2, "")
    assert "Nobody in class is called zoe" in err


def test_nothing_of_a_submission_keeps_the_rest_from_being_graded(say: Say, hand_in) -> None:
    folder = hand_in(anna="right_numpy", ben="right_numpy", dora="loops", emil="exits", fay="syntax_error")
    (folder / "ben" / "softmax.py").unlink()
    (folder / "cut.zip").write_bytes(b"PK\x03\x04")
    shutil.copytree(folder / "anna", folder / "twice")
    shutil.copy(folder / "anna" / "softmax.py", folder / "twice.py")
    code, out, err = say(*GRADE, "--json", "--timeout", "0.5")
    found = events(out)
    assert code == 1, err
    assert [name for name, one in found.items() if one["state"] == "graded"] != []
    assert {name: one["score"] for name, one in found.items()} == {
        "anna": 20, "ben": None, "cut": None, "dora": 13, "emil": 13, "fay": 0, "twice": None,
    }  # fmt: skip
    assert str(found["ben"]["why"]).startswith("There is no softmax.py in class/ben")
    assert "no whole archive" in str(found["cut"]["why"])
    assert "class/twice and class/twice.py" in str(found["twice"]["why"])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Path("class").mkdir(), "There is no submission in class"),
        (lambda: None, "There is no file or folder class"),
        (lambda: Path("class").write_text("x", encoding="utf-8"), "class"),
    ],
    ids=["empty", "missing", "no archive"],
)
def test_a_class_that_is_none_is_refused_in_a_sentence(make, said: str, say: Say) -> None:
    make()
    code, out, err = say(*GRADE)
    assert (code, out) == (2, "")
    assert said in err
    assert "fault of dlgrade" not in err


def test_a_roster_names_who_is_missing_and_one_that_does_not_fit_is_refused(say: Say, hand_in) -> None:
    hand_in(anna="right_numpy")
    Path("all.csv").write_text("id,name\nanna,Anna\nzoe,Zoë\n", encoding="utf-8")
    code, out, _ = say(*GRADE, "--roster", "all.csv")
    assert code == 0
    assert ["zoe", "Zoë", "-"] in [line.split() for line in out.splitlines()]
    Path("other.csv").write_text("id,name\nx1,Xaver\n", encoding="utf-8")
    code, _, err = say(*GRADE, "--roster", "other.csv")
    assert code == 2
    assert "'x1'" in err
    assert "'anna'" in err


def test_a_reference_solution_without_full_marks_stops_the_run(say: Say, own: Path, here: Path) -> None:
    (own / "solutions/numpy/exercise90_double/double.py").write_text(WRONG, encoding="utf-8")
    doubles(here, anna=RIGHT)
    code, out, err = say("--course", own, "grade", "class", "double", "--jobs", "1")
    assert (code, out) == (3, "")
    assert "The reference solution of exercise90_double (numpy) does not get full marks on this machine" in err
    with Book.read(Path("grades.sqlite")) as book:
        assert book.rows("SELECT * FROM grading") == []


def test_a_course_without_reference_solutions_grades_nobody(say: Say, own: Path, here: Path) -> None:
    shutil.rmtree(own / "solutions")
    doubles(here, anna=RIGHT)
    code, _, err = say("--course", own, "grade", "class", "--jobs", "1")
    assert code == 3
    assert "There is no reference solution" in err


def test_a_course_of_one_s_own_with_a_live_check_is_graded(say: Say, own: Path, here: Path) -> None:
    doubles(here, anna=RIGHT, ben=WRONG)
    code, out, _ = say("--course", own, "grade", "class", "--jobs", "2", "--json")
    assert code == 0
    assert {name: one["score"] for name, one in events(out).items()} == {"anna": 6, "ben": 2}


def test_two_runs_on_one_book_at_the_same_time_are_refused(say: Say, hand_in) -> None:
    hand_in(anna="right_numpy")
    with Book.write(Path("grades.sqlite")):
        code, out, err = say(*GRADE)
    assert (code, out) == (2, "")
    assert "writes into grades.sqlite at this moment" in err
    assert say(*GRADE)[0] == 0


def test_a_book_from_a_newer_version_is_refused_and_stays_as_it_is(say: Say, hand_in) -> None:
    hand_in(anna="right_numpy")
    with Book.write(Path("grades.sqlite")) as book:
        book.connection.execute("PRAGMA user_version = 99")
    before = Path("grades.sqlite").read_bytes()
    code, _, err = say(*GRADE)
    assert code == 2
    assert "newer version of dlgrade" in err
    assert Path("grades.sqlite").read_bytes() == before


@pytest.mark.skipif(not can_mount(), reason="needs a small file system of its own")
def test_a_full_disk_loses_nothing_that_was_finished(say: Say, hand_in, tmp_path: Path) -> None:
    folder = hand_in(**{f"s{number:02}": "one_maximum_for_all_slices" for number in range(30)})
    for number in range(30):
        module = folder / f"s{number:02}" / "softmax.py"
        module.write_text(f"# {number}\n{module.read_text(encoding='utf-8')}", encoding="utf-8")
    with small_disk(tmp_path / "disk", "size=300k") as disk:
        code, _, err = say(*GRADE, "--book", disk / "grades.sqlite")
        assert code == 3
        assert "The disk is full, so" in err
        subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True)
        with Book.read(disk / "grades.sqlite") as book:
            done = {str(row[0]) for row in book.rows("SELECT learner FROM grading")}
        assert done
        _, out, _ = say(*GRADE, "--book", disk / "grades.sqlite", "--json")
    assert {name for name, one in events(out).items() if one["state"] == "kept"} == done
    assert len(events(out)) == 30


def test_an_expectation_that_does_not_hold_is_exit_code_1(say: Say, hand_in) -> None:
    hand_in(anna="right_numpy", ben="log_of_softmax")
    code, _, err = say(*GRADE, "--expect", "full")
    assert code == 1
    assert "ben, exercise07_softmax: 18 points, and 20 were expected" in err
    assert "anna" not in err
    assert say(*GRADE, "--expect", "full", "--only", "anna")[0] == 0


@pytest.mark.slow
def test_the_reference_solutions_are_a_class_with_full_marks(say: Say) -> None:
    solutions = Path(__file__).parents[2] / "solutions"
    code, out, err = say("grade", solutions, "--expect", "full")
    assert code == 0, err
    whole = 20 * len(list((solutions.parent / "exercises").glob("exercise*")))
    assert {line.split()[-1] for line in out.splitlines() if line.strip()[:5] in ("numpy", "torch")} == {str(whole)}


def test_what_ci_reads_is_written(say: Say, hand_in, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in(anna="right_numpy", ben="log_of_softmax")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    code, out, _ = say(*GRADE, "--junit", "junit.xml", "--github", "--report", "pages")
    assert code == 0
    assert 'name="ben.exercise07_softmax"' in Path("junit.xml").read_text(encoding="utf-8")
    assert "::error" in out
    assert "ben" in Path("summary.md").read_text(encoding="utf-8")
    assert Path("pages/learners/ben/exercise07_softmax.html").is_file()


def test_what_a_learner_prints_orders_nothing_in_a_log_of_ci(say: Say, hand_in) -> None:
    module = hand_in(eve="log_of_softmax") / "eve" / "softmax.py"
    module.write_text("print('::error::owned')\n" + module.read_text(encoding="utf-8"), encoding="utf-8")
    lines = say(*GRADE, "--github")[1].splitlines()
    (at,) = (number for number, line in enumerate(lines) if "::error::owned" in line)
    stop = lines[at - 1]
    assert stop.startswith("::stop-commands::")
    assert lines[at + 1] == f"::{stop.removeprefix('::stop-commands::')}::"


def test_whoever_handed_in_none_of_all_exercises_is_told_once_for_each_that_others_did(say: Say, hand_in) -> None:
    folder = hand_in(anna="right_numpy")
    (folder / "ben").mkdir()
    (folder / "ben" / "notes.py").write_text("x = 1\n", encoding="utf-8")
    code, out, _ = say("grade", "class", "--jobs", "1", "--json")
    assert code == 1
    lines = [json.loads(line) for line in out.splitlines()]
    told = [(line["exercise"], line["why"]) for line in lines if line["learner"] == "ben"]
    assert told == [("exercise07_softmax", "None of the exercises' modules is in class/ben.")]


def test_an_exercise_that_nobody_handed_in_is_in_no_table_unless_it_was_named(say: Say, hand_in) -> None:
    folder = hand_in(anna="right_numpy")
    (folder / "anna" / "linear.py").write_text("x = 1\n", encoding="utf-8")
    _, out, _ = say("grade", "class", "--jobs", "1")
    assert "exercise07" in out
    assert "exercise10" in out
    assert "exercise11" not in out


def test_a_gpu_that_is_not_there_is_told_before_anybody_is_graded(
    say: Say, hand_in, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(anna="right_torch")
    for torch, said in (("2.13.0+cpu", "needs a CUDA build"), ("", "needs PyTorch"), ("2.13.0", "needs an NVIDIA GPU")):
        monkeypatch.setattr("grader.recording.versions", lambda torch=torch: {"torch": torch} if torch else {})
        monkeypatch.setattr("shutil.which", lambda _: None)
        code, out, err = say(*GRADE, "--device", "cuda")
        assert (code, out) == (2, "")
        assert said in err
    assert not Path("grades.sqlite").exists()


def test_progress_is_a_bar_with_rate_on_a_terminal(hand_in, here: Path) -> None:
    hand_in(anna="right_numpy", ben="right_numpy")
    code, text = on_terminal(*GRADE, cwd=here)
    assert code == 0
    assert "Grading" in text
    assert "/s" in text
