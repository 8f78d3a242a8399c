"""A mistake of the catalogue is a file with a few comments at its top; what is wrong with one is told."""

import ast
import textwrap
from pathlib import Path

import pytest
from msgspec import structs

from grader import catalogue
from grader.catalogue import CatalogueError, Mistake
from grader.course import Course, open_course
from tests.harness import ROOT
from tests.validate.toy import make_toy

SOLUTION = """\
import numpy as np

SIZE: int = 3
TABLE = {"a": 1}

def helper(x):
    return x * SIZE

def middle(x):
    return helper(x) + 1

def double(x):
    return middle(x)

def noise(seed):
    return TABLE["a"] + helper(seed)

def alone():
    return 0
"""
HEADER = "# mistake: It is wrong.\n# hint: Why?\n# loses: pairs example\n"


@pytest.fixture
def toy(tmp_path: Path) -> Course:
    """A course of one exercise that asks for `double` and `noise`, without mistakes."""
    made = Course(make_toy(tmp_path))
    solution = made.root / "solutions" / "numpy" / "exercise90_double" / "double.py"
    solution.write_text(SOLUTION, encoding="utf-8")
    for path in catalogue.folder_of(made, made.find("double")).glob("*.py"):
        path.unlink()
    return made


def write(course: Course, text: str, name: str = "one") -> Path:
    """Write a mistake."""
    path = catalogue.folder_of(course, course.find("double")) / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def read(course: Course) -> tuple[Mistake, ...]:
    return catalogue.catalogue(course, course.find("double"))


def test_long_lines_are_continued_by_indented_ones(toy):
    write(toy, textwrap.dedent("""\
        # mistake: Your sum
        #     goes on
        #    and on.
        # hint:
        #     What does it hold?
        # loses: pairs
        #     example
        # convention: somebody's
        # A remark of its own, with a colon: nothing.
        #     and more of it
        def double(x):
            # hint: not this one
            return x
    """))  # fmt: skip
    (one,) = read(toy)
    assert (one.says, one.hint.strip()) == ("Your sum goes on and on.", "What does it hold?")
    assert one.loses == ("pairs", "example")


def test_a_mistake_is_named_by_its_file_and_keeps_its_source(toy):
    path = write(toy, f"{HEADER}def double(x):\n    return x\n", "halved")
    write(toy, f"{HEADER}# convention: NumPy\ndef double(x):\n    return -x\n", "negated")
    halved, negated = read(toy)
    assert (halved.id, halved.convention, negated.convention) == ("halved", "", "NumPy")
    assert halved.source == path.read_text(encoding="utf-8")
    assert catalogue.digest([halved]) != catalogue.digest([structs.replace(halved, hint="Else?")])


LINES = HEADER.splitlines(keepends=True)


@pytest.mark.parametrize(("at", "word"), list(enumerate(catalogue.NEEDED)))
def test_a_missing_or_empty_line_is_asked_for(at, word, toy):
    for line in ("", f"# {word}:\n"):
        path = write(toy, "".join([*LINES[:at], line, *LINES[at + 1 :], "def double(x):\n    return x\n"]))
        with pytest.raises(CatalogueError) as caught:
            read(toy)
        assert str(caught.value) == (
            f"{path} lacks a line `# {word}: ...` at its top. docs/write-an-exercise.md shows one."
        )


@pytest.mark.parametrize("body", ["", "import math\n", "print(1)\n", "if True:\n    double = 1\n"])
def test_a_mistake_that_replaces_nothing_is_told(body, toy):
    path = write(toy, HEADER + body)
    with pytest.raises(
        CatalogueError, match="replaces nothing: write the wrong definition below its comments"
    ) as caught:
        read(toy)
    assert str(path) in str(caught.value)


def test_what_is_no_python_is_told(toy):
    path = write(toy, f"{HEADER}def double(x:\n")
    with pytest.raises(CatalogueError, match="cannot be read as Python") as caught:
        read(toy)
    assert str(path) in str(caught.value)
    path.write_bytes(HEADER.encode() + b"x = '\xff'\n")
    with pytest.raises(CatalogueError, match="cannot be read as Python"):
        read(toy)


def test_a_course_without_the_solution_is_told(toy):
    write(toy, f"{HEADER}def double(x):\n    return x\n")
    (toy.root / "solutions" / "numpy" / "exercise90_double" / "double.py").unlink()
    with pytest.raises(CatalogueError, match="and the stub are needed to read mistakes of them"):
        read(toy)


def test_an_exercise_without_mistakes_needs_nothing(toy):
    assert read(toy) == ()


REPLACES = [
    ("def double(x): return x", ("double",)),
    ("def middle(x): return x", ("double",)),
    ("def helper(x): return x", ("double", "noise")),
    ("SIZE = 4", ("double", "noise")),
    ("SIZE: int = 4", ("double", "noise")),
    ("TABLE['a'] = 2", ("noise",)),
    ("TABLE.update = None", ("noise",)),
    ("def noise(seed): return 1\ndef middle(x): return x", ("double", "noise")),
    ("def alone(): return 1", ("alone",)),
    ("def new(): return 1\ndef double(x): return new()", ("double",)),
]


@pytest.mark.parametrize(("body", "names"), REPLACES, ids=[body for body, _ in REPLACES])
def test_a_helper_s_mistake_replaces_what_the_exercise_builds_on_it(body, names, toy):
    write(toy, f"{HEADER}{body}\n")
    assert read(toy)[0].replaces == names


def test_a_mistake_is_appended_so_that_it_wins(toy):
    write(toy, f"{HEADER}def double(x):\n    return 7\n")
    right = catalogue.solution(toy, toy.find("double"))
    wrong = catalogue.with_mistake(right, read(toy)[0])
    source = wrong.files["double.py"]
    assert source.startswith(right.files["double.py"])
    assert [one.name for one in ast.parse(source).body if isinstance(one, ast.FunctionDef)][-1] == "double"
    assert wrong.digest == "one" != right.digest


COURSE = open_course(ROOT)


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda one: one.id)
def test_every_mistake_of_the_repository_reads(exercise):
    found = catalogue.catalogue(COURSE, exercise)
    public = {name for name, _ in catalogue._definitions(ast.parse(exercise.stub("numpy").read_text(encoding="utf-8")))}
    assert len(found) == len(list(catalogue.folder_of(COURSE, exercise).glob("*.py")))
    for one in found:
        assert one.says.endswith((".", "?", "!"))
        assert set(one.replaces) <= public
        assert len({*one.loses}) == len(one.loses) > 0


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda one: one.id)
def test_no_two_mistakes_say_the_same(exercise):
    said = [one.says for one in catalogue.catalogue(COURSE, exercise)]
    assert len(said) == len(set(said))
