"""Each part of a validation finds what it is there to find, on a toy course in which one thing at a time is spoilt."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.course import Course, open_course
from grader.validate.chance import statistics
from grader.validate.fakes import BODIES, fakes
from grader.validate.parts import mistakes, nothing, solutions, stubs
from grader.validate.record import Part
from grader.validate.statement import statement
from grader.validate.workbench import Settings, Workbench
from tests.validate.toy import CHECKS, make_toy


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A course whose exercise validates."""
    return make_toy(tmp_path / "course")


@pytest.fixture
def validated(toy: Path) -> Callable[[Callable[[Workbench], Part]], Part]:
    """Does one part on the toy course as it lies on the disk now."""

    def run(part: Callable[[Workbench], Part]) -> Part:
        course: Course = open_course(toy)
        with Workbench(course, course.find("90"), Settings("full", 1, 100, None)) as bench:
            return part(bench)

    return run


Validated = Callable[[Callable[[Workbench], Part]], Part]


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def told(part: Part) -> str:
    return " ".join(f"{one.subject}: {one.why}" for one in part.problems)


@pytest.mark.parametrize("part", [statement, solutions, stubs, nothing, mistakes, statistics])
def test_every_part_holds_where_nothing_is_wrong(part: Callable[[Workbench], Part], validated: Validated) -> None:
    found = validated(part)
    assert (told(found), found.holds) == ("", True)
    assert found.tried > 0


STATEMENTS = {
    "exercises/exercise90_double/README.md": {
        ("| `pairs` | twice the input | 2 |", ""): "pairs: The statement's table of checks does not list it",
        (
            "| `pairs` | twice the input | 2 |",
            "| `pairs` | twice the input | 3 |",
        ): "3 points for it, the suite 2",
        ("array([2., 4.])", "array([2., 5.])"): "the statement says 'array([2., 5.])'",
        (">>> double(np.array([1.0, 2.0]))", ""): "The statement has none: type one behind `>>>`",
        ("# ", "![A figure](none.svg)\n\n# "): "none.svg: The statement shows it, and there is no such SVG",
        (
            "double(np.array([1.0, 2.0]))",
            "duoble(np.array([1.0, 2.0]))",
        ): "of the statement raised NameError",
    },
    "solutions/torch/exercise90_double/double.py": {
        ("def double(x)", "def twice(x)"): "double: The numpy stub has it, and the torch solution has not",
        ("def double(x)", "def double(y)"): "It takes (x) in the numpy stub and (y) in the torch solution",
    },
}


@pytest.mark.parametrize(
    ("file", "change", "says"),
    [(file, change, says) for file, changes in STATEMENTS.items() for change, says in changes.items()],
)
def test_what_does_not_agree_with_the_statement_is_told(
    file: str, change: tuple[str, str], says: str, toy: Path, validated: Validated
) -> None:
    edit(toy / file, *change)
    found = validated(statement)
    assert not found.holds
    assert says in told(found)


def test_a_figure_is_shown_and_told_in_words(toy: Path, validated: Validated) -> None:
    readme = toy / "exercises/exercise90_double/README.md"
    (readme.parent / "half.svg").write_text("<svg/>", encoding="utf-8")
    assert "half.svg: It lies beside the statement, which does not show it" in told(validated(statement))
    readme.write_text(readme.read_text("utf-8") + "\n![](half.svg)\n", encoding="utf-8")
    assert "half.svg: Say between the brackets what it shows" in told(validated(statement))
    edit(readme, "![](half.svg)", "![A half](half.svg)")
    assert told(validated(statement)) == ""


def test_a_solution_that_loses_a_check_is_told_with_its_flavour(toy: Path, validated: Validated) -> None:
    edit(toy / "solutions/torch/exercise90_double/double.py", "2 * x", "3 * x")
    found = validated(solutions)
    assert not found.holds
    assert "torch" in told(found)
    assert "it lost example" in told(found)


def test_an_honest_variant_that_fails_is_told(toy: Path, validated: Validated) -> None:
    edit(toy / "solutions/variants/exercise90_double/sums.py", "x + x", "x + x + x")
    assert "variants/sums" in told(validated(solutions))


def test_a_stub_that_earns_points_is_told(toy: Path, validated: Validated) -> None:
    edit(toy / "exercises/exercise90_double/double.py", "raise NotImplementedError", "return 2 * x")
    found = validated(stubs)
    assert not found.holds
    assert "numpy: The untouched stub gets 3.0 points" in told(found)


def test_a_suite_that_pays_for_nothing_is_told(toy: Path, validated: Validated) -> None:
    edit(toy / CHECKS, "expect(learner.double(x), 2 * x)", "expect(learner.double(x)).between(-1e9, 1e9)")
    found = validated(nothing)
    assert not found.holds
    assert {one.subject for one in found.problems} == {"zeros", "the input", "random numbers"}


def test_every_fake_is_python_and_differs_from_the_others(toy: Path) -> None:
    made = dict(fakes(open_course(toy).find("90")))
    assert made.keys() == BODIES.keys()
    assert len({one.files["double.py"] for one in made.values()}) == len(BODIES)
    for one in made.values():
        compile(one.files["double.py"], "fake", "exec")


def test_a_mistake_that_keeps_its_check_is_told(toy: Path, validated: Validated) -> None:
    edit(toy / "solutions/mistakes/exercise90_double/off_by_one.py", "2 * x + 1", "2 * x")
    found = validated(mistakes)
    assert not found.holds
    assert "off_by_one: It does not lose example, pairs, which it is to lose." in told(found)


def test_a_mistake_that_names_no_check_is_told(toy: Path, validated: Validated) -> None:
    edit(toy / "solutions/mistakes/exercise90_double/off_by_one.py", "# loses: example pairs", "# loses: pears")
    assert "It is to lose 'pears', which is no check of the suite." in told(validated(mistakes))


def test_a_mistake_that_is_taken_for_another_one_is_told(toy: Path, validated: Validated) -> None:
    folder = toy / "solutions/mistakes/exercise90_double"
    text = (folder / "off_by_one.py").read_text(encoding="utf-8")
    (folder / "one_too_many.py").write_text(text.replace("Your", "Each of your"), encoding="utf-8")
    found = validated(mistakes)
    assert not found.holds
    assert "It is named as off_by_one or one_too_many." in told(found)


def test_a_statistical_check_with_bounds_too_narrow_is_told(toy: Path, validated: Validated) -> None:
    edit(toy / CHECKS, "between(-0.9, 0.9", "between(-0.1, 0.1")
    found = validated(statistics)
    assert not found.holds
    assert "of 100 honest repeats failed: its bounds are too narrow." in told(found)
