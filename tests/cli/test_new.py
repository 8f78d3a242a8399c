"""`dlgrade new`: a skeleton that runs, says what it lacks, holds once that is filled in, and overwrites nothing."""

import errno
import json
import re
from pathlib import Path

import pytest

from grader import course as courses
from grader.cli import new_
from grader.course import open_course
from grader.skeleton import write as skeleton
from tests.cli.conftest import Say
from tests.cli.terminal import dlgrade

FILES = {
    "course.toml",
    "exercises/exercise13_penalty/README.md",
    "exercises/exercise13_penalty/exercise.toml",
    "exercises/exercise13_penalty/penalty.py",
    "exercises/exercise13_penalty/torch/penalty.py",
    "solutions/mistakes/exercise13_penalty/without_the_factor.py",
    "solutions/numpy/exercise13_penalty/penalty.py",
    "solutions/torch/exercise13_penalty/penalty.py",
    "solutions/variants/exercise13_penalty/loops.py",
    "suites/exercise13_penalty/__init__.py",
    "suites/exercise13_penalty/test_penalty.py",
}
EXAMPLE = "    >>> scale(np.array([1.0, -2.0]), 3.0)\n    array([ 3., -6.])\n"
ROW = "| `scale_backward` | The gradient agrees with autograd's. | 2 |\n"
GAP_IN_A_SOLUTION = "    # FILL_IN: the formula of the statement, in {}.\n    raise NotImplementedError\n"


def files(root: Path) -> dict[str, str]:
    """Every file below a folder, with its text."""
    found = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in found}


def fill_in(root: Path) -> None:
    """Do what the gaps ask for."""
    statement = root / "exercises/exercise13_penalty/README.md"
    text = re.sub(r"<!-- FILL_IN: the same in Python.*-->\n", lambda _: EXAMPLE, statement.read_text(encoding="utf-8"))
    statement.write_text(re.sub(r"<!-- FILL_IN: the table.*-->\n\n", "", text) + ROW, encoding="utf-8")
    for flavour, words in (("numpy", "NumPy"), ("torch", "plain tensor arithmetic")):
        solution = root / f"solutions/{flavour}/exercise13_penalty/penalty.py"
        text = solution.read_text(encoding="utf-8")
        assert GAP_IN_A_SOLUTION.format(words) in text
        text = text.replace(GAP_IN_A_SOLUTION.format(words), "    return factor * grad_output\n")
        solution.write_text(text, encoding="utf-8")
    mistake = root / "solutions/mistakes/exercise13_penalty/without_the_factor.py"
    text = mistake.read_text(encoding="utf-8").partition("\n")[2]
    mistake.write_text(text.replace("FILL_IN", "scale_backward"), encoding="utf-8")


def problems(root: Path) -> dict[str, str]:
    """What validation finds, by part; a part that holds is not there."""
    found = json.loads(dlgrade("--course", root, "validate", "--json", cwd=root).stdout)
    return {part["name"]: json.dumps(part["problems"]) for part in found["parts"] if not part["holds"]}


@pytest.mark.parametrize("words", [("exercise13_penalty",), ("13", "penalty"), ("ex13-penalty",), ("13 penalty",)])
def test_an_exercise_is_written_whole_whichever_way_it_is_named(words: tuple[str, ...], say: Say, here: Path) -> None:
    code, out, err = say("--course", ".", "new", *words)
    assert (code, err) == (0, "")
    assert set(files(here)) == FILES
    assert all(f"  {name}\n" in out for name in FILES)


def test_what_is_written_is_an_exercise_that_is_listed_and_started(say: Say, here: Path) -> None:
    say("--course", ".", "new", "7", "weight_decay")
    assert "07  Weight decay     5 points" in say("--course", ".", "list")[1]
    assert say("--course", ".", "start", "weight_decay")[0] == 0
    assert (here / "exercise07_weight_decay" / "weight_decay.py").is_file()


def test_it_says_where_the_gaps_are_and_what_to_type_next(say: Say, here: Path) -> None:
    _, out, _ = say("--course", ".", "new", "13", "penalty")
    gaps = [(name, number) for name, text in files(here).items() for number, line in enumerate(text.splitlines(), 1)
            if "FILL_IN:" in line]  # fmt: skip
    assert len(gaps) == 5
    assert "5 gaps marked FILL_IN" in out
    assert all(f"  {name}:{number}\n" in out for name, number in gaps)
    assert "dlgrade --course . validate penalty" in out


def test_the_marker_is_nowhere_but_in_gaps(say: Say, here: Path) -> None:
    say("--course", ".", "new", "13", "penalty")
    left = [line for text in files(here).values() for line in text.splitlines() if "FILL_IN" in line]
    assert [line for line in left if "FILL_IN:" not in line] == ["# loses: FILL_IN"]


def test_a_course_without_settings_gets_them_and_a_second_exercise_leaves_them(say: Say, here: Path) -> None:
    say("--course", ".", "new", "1", "one")
    settings = open_course(here).settings
    assert settings == {"name": "work", "seed": "work"}
    (here / "course.toml").write_text('name = "Mine"\n', encoding="utf-8")
    _, out, _ = say("--course", ".", "new", "2", "two")
    assert "course.toml" not in out
    assert open_course(here).settings == {"name": "Mine"}
    assert [one.id for one in open_course(here).exercises] == ["exercise01_one", "exercise02_two"]


def test_a_checkout_of_ours_keeps_its_suites_in_the_program(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = tmp_path / "checkout"
    for module in (courses, skeleton, new_):
        monkeypatch.setattr(module, "PACKAGE", checkout / "grader")
    (checkout / "exercises").mkdir(parents=True)
    assert say("new", "13", "penalty")[0] == 0
    assert (checkout / "grader/suites/exercise13_penalty/test_penalty.py").is_file()
    assert not (checkout / "suites").exists()


def test_the_course_that_was_installed_is_not_added_to(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "site" / "grader"
    for module in (courses, skeleton, new_):
        monkeypatch.setattr(module, "PACKAGE", installed)
    (installed / "_course" / "exercises").mkdir(parents=True)
    code, _, err = say("new", "13", "penalty")
    assert code == 2
    assert "Name a folder with --course DIR" in err
    assert files(tmp_path) == {}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("90 halve", "exercise90_double has the number 90 already; 1 is free."),
        ("91 double", "exercise90_double has the name 'double' already"),
        ("penalty", "needs a number and a name, as exercise01_penalty or 1 penalty"),
        ("13", "needs a number and a name"),
        ("100 penalty", "two digits"),
        ("13 Penalty", "small letters"),
        ("13 l2-penalty", "small letters"),
        ("13 2penalty", "small letters"),
        ("13 ../penalty", "small letters"),
        ("13 lambda", "Python has that name already"),
        ("13 random", "Python has that name already"),
        ("13 given", "is what an exercise hands over"),
        ("13 numpy", "is the library"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_and_nothing_is_written(
    words: str, told: str, say: Say, own: Path
) -> None:
    before = files(own)
    code, out, err = say("--course", own, "new", words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err
    assert files(own) == before


@pytest.mark.parametrize(
    "folder",
    ["solutions/numpy/exercise13_penalty", "solutions/variants/exercise13_penalty", "suites/exercise13_penalty"],
)
def test_a_folder_that_is_there_is_left_alone(folder: str, say: Say, here: Path) -> None:
    (here / folder).mkdir(parents=True)
    (here / folder / "mine.txt").write_text("mine", encoding="utf-8")
    before = files(here)
    code, _, err = say("--course", ".", "new", "13", "penalty")
    assert code == 2
    assert f"{folder} is there already" in err
    assert files(here) == before


def test_a_course_folder_that_is_not_there_is_not_made(say: Say, here: Path) -> None:
    code, _, err = say("--course", "penaltys", "new", "13", "penalty")
    assert code == 2
    assert "There is no folder penaltys" in err
    assert list(here.iterdir()) == []


def test_a_disk_that_fills_up_leaves_nothing_behind(say: Say, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(self: Path, mode: str = "r", *args: object, **kwargs: object) -> object:
        if mode == "x" and self.name == "loops.py":
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return opened(self, mode, *args, **kwargs)  # type: ignore[call-overload]

    (here / "exercises").mkdir()
    monkeypatch.setattr(Path, "open", refuse)
    code, _, err = say("--course", ".", "new", "13", "penalty")
    assert code == 3
    assert "The disk is full" in err
    assert [path.name for path in here.rglob("*")] == ["exercises"]


@pytest.mark.slow
def test_a_fresh_skeleton_does_not_validate_and_says_what_it_lacks(say: Say, here: Path) -> None:
    say("--course", ".", "new", "13", "penalty")
    found = problems(here)
    assert set(found) == {"statement", "solutions", "mistakes", "mutants"}
    assert "does not list it" in found["statement"]
    assert "type one behind `>>>`" in found["statement"]
    assert "`scale_backward` is not attempted yet" in found["solutions"]
    assert "'FILL_IN', which is no check of the suite" in found["mistakes"]


@pytest.mark.slow
def test_everything_holds_once_the_gaps_are_filled_in(say: Say, here: Path) -> None:
    say("--course", ".", "new", "13", "penalty")
    fill_in(here)
    assert "FILL_IN" not in "".join(files(here).values())
    assert problems(here) == {}
